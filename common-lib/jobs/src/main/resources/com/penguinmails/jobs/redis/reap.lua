-- KEYS: inflight of the consumer, workers, ack, suspects. ARGV: consumer, its heartbeat as the caller saw it.
-- Takes everything from a dead consumer and reports it, in one step. If it held something over which workers had died before, that is to blame, and
-- what was merely near it is not. Returns how many, -1 when the heartbeat has moved on.
if redis.call('HGET', KEYS[2], ARGV[1]) ~= ARGV[2] then return -1 end
local fields = redis.call('HKEYS', KEYS[1])
local suspect = redis.call('HGET', KEYS[4], ARGV[1])
if suspect and redis.call('HEXISTS', KEYS[1], suspect) == 0 then suspect = false end
for _, field in ipairs(fields) do
  if suspect and field ~= suspect then
    redis.call('RPUSH', KEYS[3], field .. ' RETURNED - - ' .. ARGV[1] .. ' its worker died over another job')
  else
    redis.call('RPUSH', KEYS[3], field .. ' CRASHED - - ' .. ARGV[1] .. ' the worker died')
  end
end
redis.call('HDEL', KEYS[4], ARGV[1])
redis.call('DEL', KEYS[1])
redis.call('HDEL', KEYS[2], ARGV[1])
return #fields
