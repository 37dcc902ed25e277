-- KEYS: epoch, high, normal, low, workers, alone, suspects, then inflight of each consumer. ARGV: run id of this Redis, a random id.
-- Keeps the epoch when it belongs to this run of Redis. Otherwise what the lists hold may be older than what PostgreSQL knows:
-- they are emptied, a new epoch begins, and everything is pushed again from PostgreSQL. Results waiting to be written stay: the fence judges them.
local epoch = redis.call('GET', KEYS[1])
if epoch and string.sub(epoch, 1, #ARGV[1] + 1) == ARGV[1] .. ':' then return epoch end
redis.call('DEL', unpack(KEYS))
local time = redis.call('TIME')
epoch = ARGV[1] .. ':' .. ARGV[2] .. ':' .. string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('SET', KEYS[1], epoch)
return epoch
