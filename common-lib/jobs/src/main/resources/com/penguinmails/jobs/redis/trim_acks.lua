-- KEYS: ack, acked, epoch. ARGV: epoch, how many were ever trimmed, how many to trim now.
-- Removes results that are in PostgreSQL; does nothing when somebody else has removed them, or Redis was lost, since they were read.
if (redis.call('GET', KEYS[3]) or '') ~= ARGV[1] then return 0 end
if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[2] then return 0 end
redis.call('LTRIM', KEYS[1], tonumber(ARGV[3]), -1)
redis.call('INCRBY', KEYS[2], ARGV[3])
return tonumber(ARGV[3])
