-- KEYS: inflight and started of the consumer, ack. ARGV: results, each beginning with its lease.
-- A result is taken whether or not its entry is still here: PostgreSQL decides by the lease token.
for _, result in ipairs(ARGV) do
  local field = string.sub(result, 1, 110)
  redis.call('HDEL', KEYS[1], field)
  redis.call('SREM', KEYS[2], field)
  redis.call('RPUSH', KEYS[3], result)
end
return #ARGV
