import type pg from 'pg';
import type { Model, ModelCtor, Repository, Sequelize } from 'sequelize-typescript';

/** `embedded` is PGlite in a worker behind a local socket; `postgres` a real server. Both speak `pg`. */
export type Engine = 'embedded' | 'postgres';

export interface QueryOptions {
  /** Prepared statement name; used on a real server only (the embedded engine is one session). */
  name?: string;
  /**
   * With a name: on a real server it shares a connection with others of its kind instead of taking one of the pool for
   * itself. `read` is short and waits for no lock; `write` is one statement that is its own transaction.
   */
  lane?: 'read' | 'write';
}

export interface TransactionOptions {
  /** Default: read committed. */
  isolation?: 'read committed' | 'repeatable read';
  /** Without statement time-out, and 30 s for a lock: migrations, imports. */
  patient?: boolean;
}

export interface Database {
  readonly engine: Engine;
  readonly sequelize: Sequelize;
  /** Runs one statement on the open transaction's connection, or on one of the pool. Rows as plain objects. */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Row[]>;
  /**
   * Runs `fn` in a transaction that travels by AsyncLocalStorage: queries and models inside use its connection.
   * Retried up to 3 times on 40P01 and 40001. A nested call joins the outer one.
   * Nothing but queries may be awaited inside; a guard throws otherwise (`db.guard`).
   */
  transaction<T>(fn: () => Promise<T>, options?: TransactionOptions): Promise<T>;
  readonly inTransaction: boolean;
  /** Called as the last statements of the open transaction, before COMMIT. Throws outside of one. */
  beforeCommit(key: symbol, fn: () => Promise<void>): void;
  /** A value that lives as long as the open transaction (made anew on a retry). Throws outside of one. */
  transactionLocal<T>(key: symbol, create: () => T): T;
  /** Called once after the open transaction committed (at once when there is none); never awaited by it. */
  afterCommit(fn: () => void): void;
  /** Throws `transaction_guard` when a transaction is open: call it in everything that may wait for anything else. */
  guard(what: string): void;
  /**
   * One holder at a time over all instances (advisory lock; in-process mutex on the embedded engine). Waits for as long
   * as the holder takes. Throws inside a transaction.
   */
  exclusive<T>(name: string, fn: () => Promise<T>): Promise<T>;
  addModels(models: ModelCtor<Model>[]): void;
  /**
   * The model as bound to this database: `db.model(Room).findAll(…)`. Calling `Room.findAll` itself throws, because a
   * model class would otherwise belong to whichever database of the process was opened last.
   */
  model<M extends Model>(model: new () => M): Repository<M>;
  /**
   * A connection of its own, outside of the pool and without time-outs, for LISTEN and the like; the caller ends it
   * and handles its 'error'. On a real server only: null on the embedded engine.
   */
  dedicated(): Promise<pg.Client | null>;
  ping(timeoutMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** One schema change of one plugin. `up` and `down` each run in a transaction of their own. SQL at the PostgreSQL 15 level. */
export interface Migration {
  /** Sortable and never renamed: `0001-create-rooms`. */
  name: string;
  up(db: Database): Promise<void>;
  down(db: Database): Promise<void>;
}
