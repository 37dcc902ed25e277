-- KEYS: workers, epoch. ARGV: consumer. Returns the epoch, '' when there is none.
local time = redis.call('TIME')
redis.call('HSET', KEYS[1], ARGV[1], time[1] * 1000 + math.floor(time[2] / 1000))
return redis.call('GET', KEYS[2]) or ''
