// graphile-worker as its page on performance sets it up: jobs fetched 500 at a time, completions written together. A done job's row is deleted.
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { Handled, openLoop, payload, postgres, seconds, serve, slices, until, now } from './protocol.mjs'

const logger = new Logger(() => () => {})
const pool = new pg.Pool({ connectionString: postgres, max: 10 })
const handled = new Handled()
const preset = {
  worker: {
    connectionString: postgres,
    concurrentJobs: 24,
    maxPoolSize: 25,
    localQueue: { size: 500 },
    completeJobBatchDelay: 0,
    failJobBatchDelay: 0,
  },
}
let utils

const start = () => run({ preset, logger, noHandleSignals: true, taskList: { noop: (job) => handled.handle(job) } })

const left = async () => Number((await pool.query('select count(*) from graphile_worker._private_jobs')).rows[0].count)

const isEmpty = async () =>
  !(await pool.query('select exists (select 1 from graphile_worker._private_jobs) as any')).rows[0].any

await serve({
  async prepare() {
    utils = await makeWorkerUtils({ pgPool: pool, logger })
    await utils.migrate()
  },

  async preload(jobs) {
    for (const [from, to] of slices(jobs, 5000)) {
      const specs = []
      for (let n = from; n < to; n++) {
        specs.push({ identifier: 'noop', payload: payload(n) })
      }
      await utils.addJobs(specs)
    }
  },

  async drain(jobs) {
    const target = handled.count + jobs
    const started = now()
    const runner = await start()
    await until(() => handled.count >= target)
    await until(isEmpty)
    const took = seconds(started)
    await runner.stop()
    return took
  },

  async verify(jobs) {
    const rows = await left()
    if (rows !== 0 || handled.count !== jobs) {
      throw new Error(`${rows} jobs are left, ${handled.count} of ${jobs} were handled`)
    }
  },

  async latencies(perSecond, duration) {
    const runner = await start()
    const timings = await openLoop(perSecond, duration, handled, (job) => utils.addJob('noop', job))
    await until(isEmpty)
    await runner.stop()
    return timings
  },

  async close() {
    await utils?.release()
    await pool.end()
  },
})
