-- KEYS: ack, acked, epoch. ARGV: how many. Returns epoch, how many were ever trimmed, then the oldest results; none is removed.
local read = {redis.call('GET', KEYS[3]) or '', redis.call('GET', KEYS[2]) or '0'}
for _, result in ipairs(redis.call('LRANGE', KEYS[1], 0, tonumber(ARGV[1]) - 1)) do
  read[#read + 1] = result
end
return read
