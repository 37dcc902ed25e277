// BullMQ with one worker. Done jobs are removed; the append-only file of Redis is what makes them durable, to the last second.
import { Queue, Worker } from 'bullmq'
import { Handled, openLoop, payload, redis, seconds, serve, slices, until, now } from './protocol.mjs'

const address = new URL(redis)
const connection = { host: address.hostname, port: Number(address.port), maxRetriesPerRequest: null }
const options = { removeOnComplete: true }
const handled = new Handled()
let queue

function start() {
  const worker = new Worker('bench', async (job) => handled.handle(job.data), { connection, concurrency: 100 })
  worker.on('error', (failure) => console.error(failure))
  worker.done = 0
  // Told after Redis has taken the result.
  worker.on('completed', () => worker.done++)
  return worker
}

await serve({
  async prepare() {
    queue = new Queue('bench', { connection })
    await queue.waitUntilReady()
  },

  async preload(jobs) {
    for (const [from, to] of slices(jobs, 2000)) {
      const bulk = []
      for (let n = from; n < to; n++) {
        bulk.push({ name: 'noop', data: payload(n), opts: options })
      }
      await queue.addBulk(bulk)
    }
  },

  async drain(jobs) {
    const started = now()
    const worker = start()
    await until(() => worker.done >= jobs)
    const took = seconds(started)
    await worker.close()
    return took
  },

  async verify(jobs) {
    const counts = await queue.getJobCounts('wait', 'active', 'delayed', 'failed', 'prioritized', 'completed')
    const rest = Object.values(counts).reduce((sum, count) => sum + count, 0)
    if (rest !== 0 || handled.count !== jobs) {
      throw new Error(`${JSON.stringify(counts)} are left, ${handled.count} of ${jobs} were handled`)
    }
  },

  async latencies(perSecond, duration) {
    const worker = start()
    await worker.waitUntilReady()
    const timings = await openLoop(perSecond, duration, handled, (job) => queue.add('noop', job, options))
    await until(() => worker.done >= perSecond * duration)
    await worker.close()
    return timings
  },

  async close() {
    await queue?.close()
  },
})
