// pg-boss by fetch and complete in batches, several loops at once: its own workers poll twice a second at most. Done jobs are kept.
import PgBoss from 'pg-boss'
import { Handled, payload, postgres, seconds, serve, slices, now } from './protocol.mjs'

const QUEUE = 'bench'
const LOOPS = 2
const BATCH = 2000
const boss = new PgBoss({ connectionString: postgres, max: LOOPS + 2, schedule: false })
boss.on('error', (failure) => console.error(failure))
const handled = new Handled()

async function loop() {
  for (;;) {
    const jobs = await boss.fetch(QUEUE, { batchSize: BATCH })
    if (jobs.length === 0) {
      return
    }
    jobs.forEach((job) => handled.handle(job.data))
    await boss.complete(
      QUEUE,
      jobs.map((job) => job.id),
    )
  }
}

await serve({
  async prepare() {
    await boss.start()
    await boss.createQueue(QUEUE)
  },

  async preload(jobs) {
    for (const [from, to] of slices(jobs, 5000)) {
      const batch = []
      for (let n = from; n < to; n++) {
        batch.push({ name: QUEUE, data: payload(n) })
      }
      await boss.insert(batch)
    }
  },

  async drain(jobs) {
    const target = handled.count + jobs
    const started = now()
    await Promise.all(Array.from({ length: LOOPS }, loop))
    if (handled.count !== target) {
      throw new Error(`${handled.count} of ${target} jobs were handled`)
    }
    return seconds(started)
  },

  async verify(jobs) {
    const completed = Number((await boss.getDb().executeSql("select count(*) from pgboss.job where state = 'completed' and name = 'bench'")).rows[0].count)
    if (completed !== jobs) {
      throw new Error(`${completed} of ${jobs} jobs are completed`)
    }
  },

  async close() {
    await boss.stop({ graceful: false })
  },
})
