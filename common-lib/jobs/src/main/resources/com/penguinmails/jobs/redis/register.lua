-- KEYS: inflight and started of the consumer, workers, epoch. ARGV: epoch, consumer, entries it holds...
-- After Redis was lost: the consumer says what it is working on. Returns 1, or 0 when the epoch is not the current one.
if redis.call('GET', KEYS[4]) ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
redis.call('HSET', KEYS[3], ARGV[2], time[1] * 1000 + math.floor(time[2] / 1000))
for i = 3, #ARGV do
  local field = string.sub(ARGV[i], 3, 112)
  redis.call('HSET', KEYS[1], field, ARGV[i])
  redis.call('SADD', KEYS[2], field)
end
return 1
