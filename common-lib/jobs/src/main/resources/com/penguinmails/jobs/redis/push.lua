-- KEYS: list, epoch. ARGV: epoch, not after, most entries the list may hold, channel, queue, entries...
-- Returns how many were taken, from the first; -1 when Redis was lost since the caller looked, or when it is too late: a push that hung in the
-- wire must not bring jobs that were taken back meanwhile.
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return -1 end
local time = redis.call('TIME')
if time[1] * 1000 + math.floor(time[2] / 1000) > tonumber(ARGV[2]) then return -1 end
local waiting = redis.call('LLEN', KEYS[1])
local last = math.min(#ARGV, 5 + tonumber(ARGV[3]) - waiting)
for first = 6, last, 500 do
  redis.call('RPUSH', KEYS[1], unpack(ARGV, first, math.min(first + 499, last)))
end
if last >= 6 then redis.call('PUBLISH', ARGV[4], ARGV[5]) end
return math.max(last - 5, 0)
