-- KEYS: inflight of the consumer, workers, ack. ARGV: consumer, its heartbeat as the caller saw it.
-- Takes everything from a dead consumer and reports it, in one step. Returns how many, -1 when the heartbeat has moved on.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return -1 end
local fields = redis.call('HKEYS', KEYS[1])
for _, field in ipairs(fields) do
  redis.call('RPUSH', KEYS[3], field .. ' CRASHED - - ' .. ARGV[1] .. ' the worker died')
end
redis.call('DEL', KEYS[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return #fields
