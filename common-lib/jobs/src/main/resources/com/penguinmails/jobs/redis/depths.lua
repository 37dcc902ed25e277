-- KEYS: high, normal, low. Returns how many entries wait in each.
return {redis.call('LLEN', KEYS[1]), redis.call('LLEN', KEYS[2]), redis.call('LLEN', KEYS[3])}
