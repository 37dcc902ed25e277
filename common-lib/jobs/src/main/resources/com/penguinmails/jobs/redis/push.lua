-- KEYS: list, epoch. ARGV: epoch, most entries the list may hold, channel, queue, entries...
-- Returns how many were taken, from the first; -1 when Redis was lost since the caller looked.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return -1 end
local waiting = redis.call('LLEN', KEYS[1])
local last = math.min(#ARGV, 4 + tonumber(ARGV[2]) - waiting)
for first = 5, last, 500 do
  redis.call('RPUSH', KEYS[1], unpack(ARGV, first, math.min(first + 499, last)))
end
if last >= 5 then redis.call('PUBLISH', ARGV[3], ARGV[4]) end
return math.max(last - 4, 0)
