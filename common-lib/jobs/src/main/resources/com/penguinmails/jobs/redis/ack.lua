-- KEYS: inflight of the consumer, ack. ARGV: channel, queue, results, each beginning with its lease.
-- A result is taken whether or not its entry is still here: PostgreSQL decides by the lease token.
local fields = {}
for i = 3, #ARGV do fields[#fields + 1] = string.sub(ARGV[i], 1, 110) end
for first = 1, #fields, 500 do
  local last = math.min(first + 499, #fields)
  redis.call('HDEL', KEYS[1], unpack(fields, first, last))
  redis.call('RPUSH', KEYS[2], unpack(ARGV, first + 2, last + 2))
end
redis.call('PUBLISH', ARGV[1], ARGV[2])
return #fields
