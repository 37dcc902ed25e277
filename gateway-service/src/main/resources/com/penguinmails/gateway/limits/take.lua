-- Takes one request from every bucket, or from none when one of them has nothing left (GCRA: a bucket is the moment at which it is full again).
-- KEYS: the buckets. ARGV: for each, milliseconds per request and the burst.
-- Answers for each how many milliseconds it takes to be full again, this request included; it is refused when that exceeds the burst's worth.
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local backlogs, allowed = {}, true
for i, key in ipairs(KEYS) do
  local each, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local full = math.max(now, tonumber(redis.call('GET', key)) or 0)
  backlogs[i] = full - now + each
  allowed = allowed and backlogs[i] <= burst * each + 0.001
end
for i, key in ipairs(KEYS) do
  if allowed then
    -- %.3f, because Lua itself writes only 14 digits.
    redis.call('SET', key, string.format('%.3f', now + backlogs[i]), 'PX', math.ceil(backlogs[i]))
  end
  backlogs[i] = string.format('%.3f', backlogs[i])
end
return backlogs
