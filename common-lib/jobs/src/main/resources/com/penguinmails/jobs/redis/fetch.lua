-- KEYS: high, normal, low, inflight of the consumer, workers, epoch, turn, stops, ack, alone, suspects. ARGV: epoch, consumer, how many, channel of results, queue.
-- Returns the epoch ('' when there is none), then, only when it is the caller's, the entries it now holds.
local epoch = redis.call('GET', KEYS[6]) or ''
local taken = {epoch}
if epoch == '' or epoch ~= ARGV[1] then return taken end

local time = redis.call('TIME')
local now = string.format('%.0f', time[1] * 1000 + math.floor(time[2] / 1000))
redis.call('HSET', KEYS[5], ARGV[2], now)

-- Eight shares for high, three for normal, one for low, spread over twelve turns, so that small fetches keep the proportion too.
local turns = {1, 1, 2, 1, 1, 1, 2, 1, 3, 1, 2, 1}
local wanted = tonumber(ARGV[3])
local turn = tonumber(redis.call('GET', KEYS[7]) or '0')
local share = {0, 0, 0}
for i = 1, wanted do
  local list = turns[(turn + i - 1) % 12 + 1]
  share[list] = share[list] + 1
end

-- Entries that were stopped while they lay here, by themselves or with their group, go back to PostgreSQL, which knows what becomes of them.
local stopping = redis.call('EXISTS', KEYS[8]) == 1
local sent_back = 0
local function is_stopped(entry)
  if not stopping then return false end
  if redis.call('HEXISTS', KEYS[8], string.sub(entry, 3, 112)) == 1 then return true end
  if string.sub(entry, 114, 114) == '-' then return false end
  return redis.call('HEXISTS', KEYS[8], string.sub(entry, 3, 38) .. ' ' .. string.sub(entry, 114, 149)) == 1
end

local function take(key, count)
  if count < 1 then return 0 end
  local entries = redis.call('LPOP', key, count)
  if not entries then return 0 end
  local held = {}
  for _, entry in ipairs(entries) do
    if is_stopped(entry) then
      redis.call('RPUSH', KEYS[9], string.sub(entry, 3, 112) .. ' STOPPED - - - ')
      sent_back = sent_back + 1
    else
      taken[#taken + 1] = entry
      held[#held + 1] = string.sub(entry, 3, 112)
      held[#held + 1] = now
    end
  end
  for first = 1, #held, 500 do
    redis.call('HSET', KEYS[4], unpack(held, first, math.min(first + 499, #held)))
  end
  return #held / 2
end

local got = 0
-- What workers have died over is taken one at a time, so that the next death tells which it was.
if wanted > 0 and redis.call('EXISTS', KEYS[10]) == 1 then
  local suspect = redis.call('HGET', KEYS[11], ARGV[2])
  if not suspect or redis.call('HEXISTS', KEYS[4], suspect) == 0 then
    got = take(KEYS[10], 1)
    if got == 1 then redis.call('HSET', KEYS[11], ARGV[2], string.sub(taken[2], 3, 112)) end
  end
end
for list = 1, 3 do got = got + take(KEYS[list], math.min(share[list], wanted - got)) end
-- What a list could not fill goes to the others, the most urgent first.
for list = 1, 3 do got = got + take(KEYS[list], wanted - got) end
if got > 0 then redis.call('SET', KEYS[7], (turn + got) % 12) end
if sent_back > 0 then redis.call('PUBLISH', ARGV[4], ARGV[5]) end
return taken
