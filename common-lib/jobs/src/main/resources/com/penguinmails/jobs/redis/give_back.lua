-- KEYS: high, normal, low, inflight of the consumer, alone. ARGV: entries, in the order in which they were fetched.
-- Entries that were not begun go back to the head of their list, in order. Returns how many were still held.
local lists = {h = KEYS[1], n = KEYS[2], l = KEYS[3]}
local given = 0
for i = #ARGV, 1, -1 do
  if redis.call('HDEL', KEYS[4], string.sub(ARGV[i], 3, 112)) == 1 then
    redis.call('LPUSH', lists[string.sub(ARGV[i], 1, 1)] or KEYS[5], ARGV[i])
    given = given + 1
  end
end
return given
