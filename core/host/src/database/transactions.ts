import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Transaction } from 'sequelize';
import type { TransactionOptions } from './contract.js';
import { databaseProblem, isBroken, isRetryable } from './errors.js';
import type { Pool } from './pool.js';

export interface OpenTransaction {
  client: pg.Client;
  sequelize: Transaction;
  /** False once COMMIT or ROLLBACK began: work that outlives its transaction then runs on the pool. */
  open: boolean;
  /** No statement time-out, neither the server's nor the driver's. */
  patient: boolean;
  locals: Map<symbol, unknown>;
  beforeCommit: Map<symbol, () => Promise<void>>;
  afterCommit: (() => void)[];
}

export interface Transactions {
  current(): OpenTransaction | undefined;
  run<T>(fn: () => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs `fn` as if no transaction were open. */
  outside<T>(fn: () => T): T;
}

const maxTries = 4;

export function createTransactions(
  pool: () => Pool,
  remote: boolean,
  onHookError: (error: unknown) => void,
): Transactions {
  const storage = new AsyncLocalStorage<OpenTransaction | undefined>();
  let running = 0;

  /** Every promise of the process pays for a storage in use, so it is one only while transactions run. */
  async function within<T>(fn: () => Promise<T>): Promise<T> {
    running += 1;
    try {
      return await fn();
    } finally {
      running -= 1;
      if (running === 0) storage.disable();
    }
  }

  const current = () => {
    const transaction = storage.getStore();
    return transaction?.open ? transaction : undefined;
  };

  async function attempt<T>(fn: () => Promise<T>, options: TransactionOptions): Promise<T> {
    const client = await pool().acquire();
    const transaction: OpenTransaction = {
      client,
      sequelize: pool().wrap(client),
      open: true,
      patient: options.patient === true && remote,
      locals: new Map(),
      beforeCommit: new Map(),
      afterCommit: [],
    };
    const finish = (state: 'commit' | 'rollback') => {
      transaction.open = false;
      Object.assign(transaction.sequelize, { finished: state });
    };
    let result: T;
    try {
      const { isolation } = options;
      const patience = transaction.patient
        ? "; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '30s'"
        : '';
      await client.query(
        (isolation === undefined ? 'BEGIN' : `BEGIN ISOLATION LEVEL ${isolation.toUpperCase()}`) + patience,
      );
      result = await storage.run(transaction, async () => {
        const value = await fn();
        for (const [key, last] of transaction.beforeCommit) {
          transaction.beforeCommit.delete(key);
          await last();
        }
        return value;
      });
      transaction.open = false;
      const { command } = await client.query('COMMIT');
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error: without this check a swallowed
      // error inside would look like a successful write.
      if (command !== 'COMMIT') throw new Error('the transaction had failed before and was rolled back');
    } catch (error) {
      finish('rollback');
      if (isBroken(error)) await pool().destroy(client);
      else {
        try {
          await client.query('ROLLBACK');
          pool().release(client);
        } catch {
          await pool().destroy(client);
        }
      }
      throw error;
    }
    finish('commit');
    pool().release(client);
    storage.run(undefined, () => {
      for (const hook of transaction.afterCommit) {
        try {
          hook();
        } catch (error) {
          onHookError(error);
        }
      }
    });
    return result;
  }

  return {
    current,
    outside: (fn) => (running === 0 ? fn() : storage.run(undefined, fn)),
    async run(fn, options = {}) {
      if (current() !== undefined) return fn();
      for (let tries = 1; ; tries++) {
        try {
          return await within(() => attempt(fn, options));
        } catch (error) {
          if (!isRetryable(error) || tries === maxTries) throw databaseProblem(error) ?? error;
          // Two that met crosswise must not meet again.
          await sleep(Math.random() * 20 * tries);
        }
      }
    },
  };
}
