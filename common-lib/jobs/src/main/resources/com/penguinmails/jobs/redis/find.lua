-- KEYS: high, normal, low, ack, workers, then inflight of each consumer. ARGV: the lease, then those consumers.
-- Where one lease is right now: {'list', band number, how many are before it, how many there are}, {'hands', consumer, fetched at, last heartbeat,
-- now}, {'acknowledged'} or {'nowhere'}.
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
for i = 6, #KEYS do
  local fetched = redis.call('HGET', KEYS[i], ARGV[1])
  if fetched then
    local consumer = ARGV[i - 4]
    return {'hands', consumer, fetched, redis.call('HGET', KEYS[5], consumer) or '0', now}
  end
end
for list = 1, 3 do
  local length = redis.call('LLEN', KEYS[list])
  -- In slices, because an entry carries up to 256 KiB of payload of which only the lease is wanted.
  for start = 0, length - 1, 200 do
    for i, entry in ipairs(redis.call('LRANGE', KEYS[list], start, start + 199)) do
      if string.sub(entry, 3, 112) == ARGV[1] then return {'list', tostring(list - 1), tostring(start + i - 1), tostring(length)} end
    end
  end
end
for start = 0, redis.call('LLEN', KEYS[4]) - 1, 200 do
  for _, result in ipairs(redis.call('LRANGE', KEYS[4], start, start + 199)) do
    if string.sub(result, 1, 110) == ARGV[1] then return {'acknowledged'} end
  end
end
return {'nowhere'}
