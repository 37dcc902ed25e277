-- KEYS: inflight and started of the consumer, workers, ack. ARGV: consumer, its heartbeat as the caller saw it.
-- Takes everything from a dead consumer and reports it, in one step. Returns how many, -1 when the heartbeat has moved on.
if redis.call('HGET', KEYS[3], ARGV[1]) ~= ARGV[2] then return -1 end
local fields = redis.call('HKEYS', KEYS[1])
for _, field in ipairs(fields) do
  local outcome = redis.call('SISMEMBER', KEYS[2], field) == 1 and 'CRASHED' or 'RETURNED'
  redis.call('RPUSH', KEYS[4], field .. ' ' .. outcome .. ' - - ' .. ARGV[1] .. ' the worker died')
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('HDEL', KEYS[3], ARGV[1])
return #fields
