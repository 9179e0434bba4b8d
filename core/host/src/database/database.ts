import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import type { Model, ModelCtor } from 'sequelize-typescript';
import type { Database, QueryOptions } from './contract.js';
import { type EmbeddedEngine, startEmbedded } from './embedded/engine.js';
import { databaseProblem, isBroken } from './errors.js';
import { createExclusive } from './exclusive.js';
import { createLanes } from './lanes.js';
import { createPool, type Timeouts } from './pool.js';
import { createTransactions } from './transactions.js';

export interface DatabaseOptions {
  /** `postgres://…`: a real server. Without it the embedded engine runs in `dataDir`. */
  url?: string;
  /** Directory of the embedded database, or `memory`, which is gone when it is closed. Default `memory`. */
  dataDir?: string | 'memory';
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  /** Connections in the pool. Default 10. */
  pool?: number;
  /** Connections for short named reads, besides the pool, on a real server. Default 3. */
  readLanes?: number;
  /** Whether {@link Database.guard} throws. Default: everywhere but in production. */
  guard?: boolean;
  /** Milliseconds; on a real server only but for `idleInTransactionMs`. */
  timeouts?: Partial<Timeouts>;
}

const defaultTimeouts: Timeouts = {
  statementMs: 5_000,
  lockMs: 2_000,
  idleInTransactionMs: 10_000,
  connectMs: 5_000,
};

/** As many as a batcher sends at once, so that none waits behind another's lock. */
const writeLanes = 4;

const patientMs = 24 * 3_600_000;

/** Opens the database. The engine behind it differs; everything above speaks `pg` to both. */
export async function createDatabase(options: DatabaseOptions): Promise<Database> {
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const { log, url } = options;
  let embedded: EmbeddedEngine | null = null;
  if (url === undefined) {
    embedded = await startEmbedded(options.dataDir ?? 'memory', {
      idleInTransactionMs: timeouts.idleInTransactionMs,
      onCrash: (error) => log.error({ err: error }, 'the embedded database failed'),
    });
  }
  const transactions = createTransactions(
    () => pool,
    embedded === null,
    (error) => log.error({ err: error }, 'an after-commit hook failed'),
  );
  const pool = createPool(
    embedded?.address ?? { url: url as string },
    options.pool ?? 10,
    timeouts,
    () => transactions.current()?.sequelize,
  );
  const { sequelize } = pool;
  const lanesOf = (size: number) =>
    url === undefined ? null : createLanes({ url, size, timeouts, parserOf: pool.parserOf });
  const lanes = { read: lanesOf(options.readLanes ?? 3), write: lanesOf(writeLanes) };
  const guarded = options.guard ?? process.env.NODE_ENV !== 'production';
  const named = embedded === null;

  function guard(what: string): void {
    if (guarded && transactions.current() !== undefined) {
      throw new Error(
        `transaction_guard: ${what} must not be awaited inside a transaction, because it may need another connection`,
      );
    }
  }

  async function dedicated(): Promise<pg.Client | null> {
    if (url === undefined) return null;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'teambrain-dedicated',
      keepAlive: true,
      connectionTimeoutMillis: timeouts.connectMs,
    });
    await client.connect();
    return client;
  }
  const exclusive = createExclusive(dedicated);
  let closed: Promise<void> | null = null;

  const database: Database = {
    engine: embedded === null ? 'postgres' : 'embedded',
    sequelize,
    get inTransaction() {
      return transactions.current() !== undefined;
    },
    async query<Row extends object>(
      sql: string,
      params?: readonly unknown[],
      queryOptions?: QueryOptions,
    ): Promise<Row[]> {
      const transaction = transactions.current();
      let client: pg.Client | undefined = transaction?.client;
      try {
        const lane = queryOptions?.lane === undefined ? null : lanes[queryOptions.lane];
        if (lane !== null && client === undefined && queryOptions?.name !== undefined)
          return await lane.query<Row>(sql, params ?? [], queryOptions.name);
        client ??= await pool.acquire();
        const result = await client.query<Row>({
          text: sql,
          ...(params === undefined ? {} : { values: params as unknown[] }),
          ...(transaction?.patient === true ? { query_timeout: patientMs } : {}),
          ...(named && queryOptions?.name !== undefined ? { name: queryOptions.name } : {}),
        });
        if (transaction === undefined) pool.release(client);
        // Several statements in one text give several results; the last one counts.
        const last: pg.QueryResult<Row> | undefined = Array.isArray(result) ? result.at(-1) : result;
        return last?.rows ?? [];
      } catch (error) {
        // The transaction ends its own connection, and retries by the code of the original error.
        if (transaction !== undefined) throw error;
        if (client !== undefined) {
          if (isBroken(error)) await pool.destroy(client);
          else pool.release(client);
        }
        throw databaseProblem(error) ?? error;
      }
    },
    transaction: (fn, transactionOptions) => transactions.run(fn, transactionOptions),
    beforeCommit(key, fn) {
      const transaction = transactions.current();
      if (transaction === undefined) throw new Error('beforeCommit was called outside of a transaction');
      if (!transaction.beforeCommit.has(key)) transaction.beforeCommit.set(key, fn);
    },
    transactionLocal<T>(key: symbol, create: () => T): T {
      const transaction = transactions.current();
      if (transaction === undefined) throw new Error('transactionLocal was called outside of a transaction');
      if (!transaction.locals.has(key)) transaction.locals.set(key, create());
      return transaction.locals.get(key) as T;
    },
    afterCommit(fn) {
      const transaction = transactions.current();
      if (transaction === undefined) fn();
      else transaction.afterCommit.push(fn);
    },
    guard,
    async exclusive(name, fn) {
      guard(`exclusive(${name})`);
      return exclusive(name, fn);
    },
    addModels: (models: ModelCtor<Model>[]) => sequelize.addModels(models),
    model: (model) => sequelize.getRepository(model),
    dedicated,
    async ping(timeoutMs) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(resolve, timeoutMs, false);
      });
      const answer = transactions
        .outside(() => database.query('SELECT 1'))
        .then(
          () => true,
          () => false,
        );
      const alive = await Promise.race([answer, late]);
      clearTimeout(timer);
      return alive;
    },
    close() {
      closed ??= (async () => {
        await Promise.all([lanes.read?.close(), lanes.write?.close()]);
        await sequelize.close();
        await embedded?.close();
      })();
      return closed;
    },
  };
  return database;
}
