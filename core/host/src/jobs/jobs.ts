import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type PgBoss from 'pg-boss';
import type { Database } from '../database/contract.js';
import { newId } from '../ids.js';
import type { JobOptions, JobQueue, Jobs } from './contract.js';
import { createJobRepository, jobSchema } from './job-repository.js';
import { type JobWorker, startWorker } from './worker.js';

interface Definition {
  options: JobOptions;
  handler: (data: object, signal: AbortSignal) => Promise<void>;
  /** Set once the queue runs. */
  worker?: JobWorker;
}

const defaultAttempts = 3;
const defaultTimeout = 60;
const stopMs = 5_000;
const soonMs = 1_000;
const retryMs = 10_000;
const pollMs = 2_000;
/** Jobs by the clock do not mind, and each poll is a query. */
const repeatedPollMs = 15_000;
/** What a job may take beyond its time to notice that it is over. */
const graceSeconds = 5;
/** Failed jobs can be tried again by an administrator for a week. */
const keptSeconds = 7 * 86_400;

/** The queue with what administrators do to it. */
export interface JobsService extends Jobs {
  /** Every declared job, whether it runs and how its last ones went. */
  list(): Promise<JobQueue[]>;
  /** Puts the failed ones of a job into the queue again; gives how many. */
  retryFailed(name: string): Promise<number>;
  /** Jobs of these names are not begun until they are no longer named. */
  pause(names: ReadonlySet<string>): void;
}

/**
 * The queue is pg-boss on the host's own pool: it works on both engines, because it polls and needs no LISTEN, and a job
 * queued inside a transaction belongs to it. A local worker is woken at once, others find a job within 2 s.
 */
export function createJobs(input: {
  db: Database;
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>;
}): JobsService {
  const { db, log } = input;
  const definitions = new Map<string, Definition>();
  const running = new Set<AbortController>();
  let boss: PgBoss | null = null;
  let opening: Promise<void> | null = null;
  let soon: NodeJS.Timeout | null = null;
  let stopped = false;
  /** Nothing of the queue may reach the database any more. */
  let closed = false;
  let paused: ReadonlySet<string> = new Set();
  const repository = createJobRepository(db);

  function definitionOf(name: string): Definition {
    const definition = definitions.get(name);
    if (definition === undefined) throw new Error(`the job ${name} was not declared`);
    return definition;
  }

  async function run(name: string, { handler, options }: Definition, data: object): Promise<void> {
    const controller = new AbortController();
    running.add(controller);
    const seconds = options.timeout ?? defaultTimeout;
    const late = new Error(`the job ${name} took longer than ${seconds} s`);
    const timer = setTimeout(() => controller.abort(late), seconds * 1_000);
    let deadline: NodeJS.Timeout | undefined;
    const over = new Promise<never>((_, fail) => {
      deadline = setTimeout(fail, (seconds + graceSeconds) * 1_000, late);
    });
    try {
      await Promise.race([handler(data, controller.signal), over]);
    } catch (error) {
      log.error({ err: error, job: name }, 'a job failed');
      throw error;
    } finally {
      clearTimeout(timer);
      clearTimeout(deadline);
      running.delete(controller);
    }
  }

  async function open(): Promise<PgBoss> {
    const { default: Boss } = await import('pg-boss');
    const made = new Boss({
      // Its own clock does not wait for its last statement when it is stopped.
      db: {
        executeSql: async (sql, values) => ({ rows: closed ? [] : await db.query(sql, values) }),
      },
      schema: jobSchema,
      schedule: [...definitions.values()].some(({ options }) => options.every !== undefined),
      archiveFailedAfterSeconds: keptSeconds,
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
          expireInSeconds: (options.timeout ?? defaultTimeout) + 2 * graceSeconds,
        });
        if (options.every !== undefined) await made.schedule(name, options.every, {}, { tz: 'UTC' });
        else await made.unschedule(name);
      }
    });
    for (const [name, definition] of definitions) {
      definition.worker = startWorker({
        queue: made,
        name,
        pollMs: definition.options.every === undefined ? pollMs : repeatedPollMs,
        isPaused: () => paused.has(name),
        run: (data) => run(name, definition, data),
        log,
      });
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
      expireInSeconds: timeout + 2 * graceSeconds,
    });
    db.afterCommit(() => definition.worker?.wake());
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
      const queue = boss;
      boss = null;
      for (const controller of running) controller.abort(new Error('the server stops'));
      const idle = Promise.all([...definitions.values()].map(({ worker }) => worker?.stop()));
      await Promise.race([idle, sleep(stopMs, undefined, { ref: false })]);
      await queue?.stop({ graceful: false, close: false });
      closed = true;
    },
    async list() {
      const counts = new Map((await repository.counts()).map((row) => [row.name, row]));
      return [...definitions].map(([name, { options }]) => {
        const { waiting = 0, active = 0, failed = 0, completed = 0, failedAt } = counts.get(name) ?? {};
        return {
          name,
          ...(options.every === undefined ? {} : { every: options.every }),
          paused: paused.has(name),
          waiting,
          active,
          failed,
          completed,
          ...(failedAt ? { failedAt: new Date(failedAt).toISOString() } : {}),
        };
      });
    },
    async retryFailed(name) {
      const definition = definitionOf(name);
      const ids = await repository.failedIds(name);
      if (ids.length === 0) return 0;
      await start();
      await boss?.retry(name, ids);
      definition.worker?.wake();
      return ids.length;
    },
    pause(names) {
      paused = names;
      for (const [name, { worker }] of definitions) if (!names.has(name)) worker?.wake();
    },
  };
}
