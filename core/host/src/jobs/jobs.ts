import type { FastifyBaseLogger } from 'fastify';
import type PgBoss from 'pg-boss';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import type { JobOptions, Jobs } from './contract.js';

interface Definition {
  options: JobOptions;
  handler: (data: object, signal: AbortSignal) => Promise<void>;
  /** Set once the queue runs. */
  workerId?: string;
}

const defaultAttempts = 3;
const defaultTimeout = 60;
const stopMs = 5_000;
const soonMs = 1_000;
const retryMs = 10_000;
const pollSeconds = 2;
/** Jobs by the clock do not mind, and each poll is a query. */
const repeatedPollSeconds = 15;

/**
 * The queue is pg-boss on the host's own pool: it works on both engines, because it polls and needs no LISTEN, and a job
 * queued inside a transaction belongs to it. A local worker is woken at once, others find a job within 2 s.
 */
export function createJobs(input: { db: Database; log: Pick<FastifyBaseLogger, 'warn' | 'error'> }): Jobs {
  const { db, log } = input;
  const definitions = new Map<string, Definition>();
  const running = new Set<AbortController>();
  let boss: PgBoss | null = null;
  let opening: Promise<void> | null = null;
  let soon: NodeJS.Timeout | null = null;
  let stopped = false;

  function definitionOf(name: string): Definition {
    const definition = definitions.get(name);
    if (definition === undefined) throw new Error(`the job ${name} was not declared`);
    return definition;
  }

  async function run(name: string, { handler, options }: Definition, data: object): Promise<void> {
    const controller = new AbortController();
    running.add(controller);
    const seconds = options.timeout ?? defaultTimeout;
    const timer = setTimeout(
      () => controller.abort(new Error(`the job ${name} took longer than ${seconds} s`)),
      seconds * 1_000,
    );
    try {
      await handler(data, controller.signal);
    } catch (error) {
      log.error({ err: error, job: name }, 'a job failed');
      throw error;
    } finally {
      clearTimeout(timer);
      running.delete(controller);
    }
  }

  async function open(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const made = new Boss({
      db: { executeSql: async (sql, values) => ({ rows: await db.query(sql, values) }) },
      schema: 'jobs',
      schedule: [...definitions.values()].some(({ options }) => options.every !== undefined),
      retentionDays: 14,
      deleteAfterDays: 7,
    });
    made.on('error', (error) => log.warn({ err: error }, 'the job queue failed'));
    // One instance at a time makes or changes the queue's own tables.
    await db.exclusive('jobs', async () => {
      await made.start();
      for (const [name, { options }] of definitions) {
        await made.createQueue(name, {
          name,
          // At most one waiting job of a singleton key.
          policy: 'short',
          retryLimit: (options.attempts ?? defaultAttempts) - 1,
          retryDelay: 1,
          retryBackoff: true,
          expireInSeconds: (options.timeout ?? defaultTimeout) + 5,
        });
        if (options.every !== undefined) await made.schedule(name, options.every, {}, { tz: 'UTC' });
        else await made.unschedule(name);
      }
    });
    for (const [name, definition] of definitions) {
      definition.workerId = await made.work<object>(
        name,
        {
          pollingIntervalSeconds: definition.options.every === undefined ? pollSeconds : repeatedPollSeconds,
          batchSize: 1,
        },
        async ([job]) => {
          if (job !== undefined) await run(name, definition, job.data ?? {});
        },
      );
    }
    return made;
  }

  async function start(): Promise<void> {
    if (stopped || definitions.size === 0) return;
    db.guard('the start of the job queue');
    opening ??= open().then((made) => {
      boss = made;
    });
    await opening;
  }

  const enqueue: Jobs['enqueue'] = async (name, data, options = {}) => {
    const definition = definitionOf(name);
    if (boss === null && db.inTransaction) {
      // The start needs a connection of its own. Only the first second of a server is without a queue.
      db.afterCommit(() => {
        enqueue(name, data, options).catch((error: unknown) =>
          log.error({ err: error, job: name }, 'a job could not be queued'),
        );
      });
      return;
    }
    if (boss === null) await start();
    if (boss === null) throw new Error(`the job ${name} was queued after the queue had stopped`);
    const { startAfter, singletonKey = newId() } = options;
    const { attempts = defaultAttempts, timeout = defaultTimeout } = definition.options;
    await boss.send(name, data, {
      singletonKey,
      ...(startAfter === undefined ? {} : { startAfter }),
      retryLimit: attempts - 1,
      retryDelay: 1,
      retryBackoff: true,
      expireInSeconds: timeout + 5,
    });
    const worker = boss;
    db.afterCommit(() => {
      if (definition.workerId !== undefined) worker.notifyWorker(definition.workerId);
    });
  };

  return {
    define(name, options, handler) {
      if (opening !== null) throw new Error(`the job ${name} was declared after the queue had started`);
      if (definitions.has(name)) throw new Error(`the job ${name} was declared twice`);
      definitions.set(name, { options, handler: handler as Definition['handler'] });
    },
    enqueue,
    start,
    startSoon() {
      const tryStart = () => {
        start().catch((error: unknown) => {
          log.error({ err: error }, 'the job queue did not start; it tries again');
          opening = null;
          if (!stopped) soon = setTimeout(tryStart, retryMs).unref();
        });
      };
      soon = setTimeout(tryStart, soonMs).unref();
    },
    async stop() {
      stopped = true;
      if (soon) clearTimeout(soon);
      await opening?.catch(() => undefined);
      const stopping = boss;
      boss = null;
      for (const controller of running) controller.abort(new Error('the server stops'));
      await stopping?.stop({ graceful: true, wait: true, timeout: stopMs, close: false });
    },
  };
}
