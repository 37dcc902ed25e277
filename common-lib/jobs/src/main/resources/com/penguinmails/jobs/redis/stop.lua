-- KEYS: stops, epoch. ARGV: epoch, then tenant-and-group, or lease, and stop in turn. Replaces what was there. Returns 0 when Redis was lost since the caller looked.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
for first = 2, #ARGV, 500 do
  redis.call('HSET', KEYS[1], unpack(ARGV, first, math.min(first + 499, #ARGV)))
end
return 1
