-- KEYS: high, normal, low, workers, epoch, ack, alone, then inflight of each consumer. ARGV: those consumers.
-- One consistent picture: epoch, Redis time, waiting leases, held leases, acknowledged leases, consumer and heartbeat in turn.
-- Empty when a consumer has joined or left since the caller looked.
if redis.call('HLEN', KEYS[4]) ~= #ARGV then return {} end
local beats = {}
for _, consumer in ipairs(ARGV) do
  local beat = redis.call('HGET', KEYS[4], consumer)
  if not beat then return {} end
  beats[#beats + 1] = consumer
  beats[#beats + 1] = beat
end

local function leases(into, list, first, last)
  -- In slices, because an entry carries up to 256 KiB of payload of which only the lease is wanted.
  for start = 0, redis.call('LLEN', list) - 1, 200 do
    for _, text in ipairs(redis.call('LRANGE', list, start, start + 199)) do
      into[#into + 1] = string.sub(text, first, last)
    end
  end
end

local waiting, held, acked = {}, {}, {}
for list = 1, 3 do leases(waiting, KEYS[list], 3, 112) end
leases(waiting, KEYS[7], 3, 112)
leases(acked, KEYS[6], 1, 110)
for i = 8, #KEYS do
  for _, field in ipairs(redis.call('HKEYS', KEYS[i])) do held[#held + 1] = field end
end
local time = redis.call('TIME')
local now = tostring(time[1] * 1000 + math.floor(time[2] / 1000))
return {redis.call('GET', KEYS[5]) or '', now, waiting, held, acked, beats}
