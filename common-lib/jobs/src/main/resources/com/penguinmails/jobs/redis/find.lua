-- KEYS: high, normal, low, ack, workers, alone, then inflight of each consumer. ARGV: the lease, that of its block, then those consumers.
-- Where one lease is right now: {'list', band number, how many are before it, how many there are},
-- {'alone', how many are before it, how many there are}, {'hands', consumer, fetched at, last heartbeat,
-- now}, {'acknowledged'} or {'nowhere'}.
local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
for i = 7, #KEYS do
  local fetched = redis.call('HGET', KEYS[i], ARGV[1]) or redis.call('HGET', KEYS[i], ARGV[2])
  if fetched then
    local consumer = ARGV[i - 4]
    return {'hands', consumer, fetched, redis.call('HGET', KEYS[5], consumer) or '0', now}
  end
end
local function place(key)
  local length = redis.call('LLEN', key)
  -- In slices, because an entry carries up to 256 KiB of payload of which only the lease is wanted.
  for start = 0, length - 1, 200 do
    for i, entry in ipairs(redis.call('LRANGE', key, start, start + 199)) do
      local lease = string.sub(entry, 3, 112)
      if lease == ARGV[1] or lease == ARGV[2] then return {tostring(start + i - 1), tostring(length)} end
    end
  end
end
for list = 1, 3 do
  local found = place(KEYS[list])
  if found then return {'list', tostring(list - 1), found[1], found[2]} end
end
local found = place(KEYS[6])
if found then return {'alone', found[1], found[2]} end
for start = 0, redis.call('LLEN', KEYS[4]) - 1, 200 do
  for _, result in ipairs(redis.call('LRANGE', KEYS[4], start, start + 199)) do
    local lease = string.sub(result, 1, 110)
    if lease == ARGV[1] or lease == ARGV[2] then return {'acknowledged'} end
  end
end
return {'nowhere'}
