// What every program here has in common: it is told what to do line by line on standard input, and answers each line with one.
// Arguments: the address of PostgreSQL, the address of Redis.
import { createInterface } from 'node:readline'

export const postgres = process.argv[2]
export const redis = process.argv[3]

// Libraries that print must not answer for us.
console.log = console.info = console.debug = console.warn = console.error

/** The payload of every job; the same text as in the programs in Java. */
export function payload(n) {
  return {
    n,
    campaign: '0195a3c2-7b1e-7c44-9d10-5f2a3b4c5d6e',
    lead: `lead-${String(n % 100000000).padStart(8, '0')}@example.com`,
    template: 'welcome-1',
  }
}

/** The handler: counts, and notes when it had a job of a latency run, whose numbers are -1, -2, -3 … */
export class Handled {
  count = 0
  sum = 0
  moments = new Map()

  handle(job) {
    this.count++
    this.sum += job.n
    if (job.n < 0) {
      this.moments.set(-1 - job.n, now())
    }
  }
}

/** Microseconds since some moment. */
export function now() {
  return Number(process.hrtime.bigint() / 1000n)
}

export function seconds(startedMicros) {
  return (now() - startedMicros) / 1e6
}

/** Waits until the (possibly asynchronous) question is answered with yes. */
export async function until(question) {
  while (!(await question())) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/**
 * Adds jobs one by one at fixed moments, never waiting for the one before; says how long each took to its handler since it should have been
 * added and since it had been, in microseconds.
 */
export async function openLoop(perSecond, duration, handled, add) {
  const jobs = perSecond * duration
  const gap = 1e6 / perSecond
  const start = now() + 100000
  const added = new Array(jobs)
  const adding = []
  handled.moments.clear()
  for (let job = 0; job < jobs; ) {
    while (job < jobs && start + job * gap <= now()) {
      const one = job++
      adding.push(
        add(payload(-1 - one)).then(() => {
          added[one] = now()
        }),
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await Promise.all(adding)
  await until(() => handled.moments.size === jobs)
  const sinceIntended = []
  const sinceAdded = []
  for (let job = 0; job < jobs; job++) {
    const had = handled.moments.get(job)
    sinceIntended.push(Math.round(had - (start + job * gap)))
    sinceAdded.push(had - added[job])
  }
  return `${sinceIntended.join(',')} ${sinceAdded.join(',')}`
}

/** Splits n jobs into slices of at most `size`, as [from, to). */
export function* slices(n, size) {
  for (let from = 0; from < n; from += size) {
    yield [from, Math.min(n, from + size)]
  }
}

/** Serves `program`, an object with prepare, preload, drain, verify, latencies and close. */
export async function serve(program) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...numbers] = line.split(' ')
    let answer
    try {
      const result = await program[command](...numbers.map(Number))
      answer = result === undefined ? 'ok' : `ok ${result}`
    } catch (failure) {
      console.error(failure)
      answer = `failed ${String(failure).replaceAll('\n', ' ')}`
    }
    process.stdout.write(`${answer}\n`)
  }
  await program.close()
  process.exit(0)
}
