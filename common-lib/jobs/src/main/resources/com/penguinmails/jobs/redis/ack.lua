-- KEYS: inflight and started of the consumer, ack. ARGV: channel, queue, results, each beginning with its lease.
-- A result is taken whether or not its entry is still here: PostgreSQL decides by the lease token.
for i = 3, #ARGV do
  local field = string.sub(ARGV[i], 1, 110)
  redis.call('HDEL', KEYS[1], field)
  redis.call('SREM', KEYS[2], field)
  redis.call('RPUSH', KEYS[3], ARGV[i])
end
redis.call('PUBLISH', ARGV[1], ARGV[2])
return #ARGV - 2
