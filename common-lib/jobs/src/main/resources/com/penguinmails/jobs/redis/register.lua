-- KEYS: inflight of the consumer, workers, epoch. ARGV: epoch, consumer, leases it holds...
-- After Redis was lost: the consumer says what it is working on. Returns 1, or 0 when the epoch is not the current one.
if redis.call('GET', KEYS[3]) ~= ARGV[1] then return 0 end
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('HSET', KEYS[2], ARGV[2], now)
for i = 3, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], now)
end
return 1
