import pg from 'pg';
import { type QueryOptions, type QueryOptionsWithType, Transaction } from 'sequelize';
import { Sequelize, type SequelizeOptions } from 'sequelize-typescript';
import type { EmbeddedAddress } from './embedded/engine.js';

export interface Timeouts {
  statementMs: number;
  lockMs: number;
  idleInTransactionMs: number;
  connectMs: number;
}

/** What Sequelize does not show in its types and what this file needs of it. */
interface ConnectionManager {
  getConnection(options: object): Promise<pg.Client>;
  releaseConnection(connection: pg.Client): void;
  destroyConnection(connection: pg.Client): Promise<void>;
  oidParserMap: Map<number, (text: string) => unknown>;
  getTypeParser(oid: number, format?: string): unknown;
}

/** Sequelize's pool, for raw queries and for models alike: one pool, so that one transaction serves both. */
export interface Pool {
  readonly sequelize: Sequelize;
  acquire(): Promise<pg.Client>;
  release(client: pg.Client): void;
  /** How values of a type are read. */
  parserOf(oid: number, format?: string): unknown;
  /** Closes a connection that must not be used again. */
  destroy(client: pg.Client): Promise<void>;
  /** A Sequelize transaction around a connection that BEGIN already ran on. */
  wrap(client: pg.Client): Transaction;
}

/**
 * Sequelize listens for a connection's 'error' only some turns after it was made. One that the server ends in that moment
 * would take the process with it; so there is somebody who listens from the start, and its first statement fails instead.
 */
class HeardClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    this.on('error', () => {});
  }
}
const driver: typeof pg = Object.create(pg, { Client: { value: HeardClient } });

const int8 = (text: string): number | string => {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : text;
};
const int8Array = (text: string) =>
  ((pg.types.getTypeParser as (oid: number) => (text: string) => unknown)(1016)(text) as string[]).map(int8);

/**
 * @param current the open transaction of the caller, asked for at each query: so models and `sequelize.query` join it
 *   without Sequelize's own process-wide namespace, which would mix two databases in one process
 */
export function createPool(
  target: { url: string } | EmbeddedAddress,
  size: number,
  timeouts: Timeouts,
  current: () => Transaction | undefined,
): Pool {
  const remote = 'url' in target;
  class Scoped extends Sequelize {
    static _cls = {
      get: (key: string) => (key === 'transaction' ? current() : undefined),
      set: () => {},
      run: (fn: (context: object) => unknown) => fn({}),
      bind: (fn: unknown) => fn,
    };
    override query(sql: string, options?: QueryOptions | QueryOptionsWithType<never>): Promise<never> {
      const transaction = options?.transaction === undefined ? current() : options.transaction;
      return super.query(sql, { ...options, transaction } as QueryOptionsWithType<never>) as Promise<never>;
    }
  }
  const options: SequelizeOptions & { databaseVersion: string } = {
    dialect: 'postgres',
    dialectModule: driver,
    logging: false,
    // Known, so that Sequelize does not open a connection of its own to ask. SQL is written to this level.
    databaseVersion: '15.0.0',
    pool: { max: size, min: 0, acquire: timeouts.connectMs, idle: 30_000 },
    retry: { max: 0 },
    repositoryMode: true,
    define: { underscored: true, timestamps: false, freezeTableName: true },
    dialectOptions: remote
      ? {
          application_name: 'teambrain',
          keepAlive: true,
          connectionTimeoutMillis: timeouts.connectMs,
          statement_timeout: timeouts.statementMs,
          lock_timeout: timeouts.lockMs,
          idle_in_transaction_session_timeout: timeouts.idleInTransactionMs,
          // A stopped server keeps no time of its own: the client gives up a second later.
          query_timeout: timeouts.statementMs + 1_000,
        }
      : { application_name: 'teambrain', connectionTimeoutMillis: timeouts.connectMs },
  };
  const sequelize = remote
    ? new Scoped(target.url, options)
    : new Scoped({ ...options, ...target, username: target.user });
  const manager = sequelize.connectionManager as unknown as ConnectionManager;
  manager.oidParserMap.set(20, int8);
  manager.oidParserMap.set(1016, int8Array);
  return {
    sequelize,
    parserOf: (oid, format) => manager.getTypeParser(oid, format),
    acquire: () => manager.getConnection({ type: 'write', useMaster: true }),
    release(client) {
      // A text with a BEGIN of its own that failed half-way: the next user would be inside that transaction.
      if (client.getTransactionStatus() !== 'I') return void this.destroy(client);
      try {
        manager.releaseConnection(client);
      } catch {
        // The pool dropped it already: its 'error' event came first.
      }
    },
    async destroy(client) {
      try {
        await manager.destroyConnection(client);
      } catch {
        // As above.
      }
    },
    wrap(client) {
      const Constructor = Transaction as unknown as new (
        sequelize: Sequelize,
        options: object,
      ) => Transaction;
      const transaction = new Constructor(sequelize, {});
      Object.assign(transaction, { connection: client });
      return transaction;
    },
  };
}
