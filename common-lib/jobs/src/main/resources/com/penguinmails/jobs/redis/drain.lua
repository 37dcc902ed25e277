-- KEYS: list, ack. ARGV: most entries, channel of results, queue.
-- Entries leave the list and are reported as never begun, in one step, so that PostgreSQL takes them back. Returns how many.
local entries = redis.call('LPOP', KEYS[1], tonumber(ARGV[1]))
if not entries then return 0 end
for _, entry in ipairs(entries) do
  redis.call('RPUSH', KEYS[2], string.sub(entry, 3, 112) .. ' RETURNED - - - ')
end
redis.call('PUBLISH', ARGV[2], ARGV[3])
return #entries
