import { Column, DataType, Model, Table } from 'sequelize-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/contract.js';
import { isUniqueViolation } from '../../src/database/errors.js';
import { engines, open } from './engines.js';

@Table({ tableName: 'notes' })
class Note extends Model {
  @Column({ type: DataType.INTEGER, primaryKey: true }) declare id: number;
  @Column(DataType.TEXT) declare text: string;
  @Column(DataType.BIGINT) declare size: number;
  @Column(DataType.DATE) declare made: Date;
}

describe.each(engines)('database on %s', (engine) => {
  let db: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ db, close } = await open(engine));
    db.addModels([Note]);
    await db.query(
      'CREATE TABLE notes (id int PRIMARY KEY, text text, size bigint, sizes bigint[], made timestamptz DEFAULT now())',
    );
  });
  afterAll(() => close());

  it('gives timestamps as Date, safe bigint as number and unsafe bigint as text', async () => {
    const [row] = await db.query<Record<string, unknown>>(
      `SELECT '2026-11-20T08:00:00Z'::timestamptz AS at, 42::bigint AS small, 9007199254740993::bigint AS big,
              ARRAY[1, 2]::bigint[] AS list, '{"a":1}'::jsonb AS json, '2026-11-20'::date AS day`,
    );
    expect(row).toEqual({
      at: new Date('2026-11-20T08:00:00Z'),
      small: 42,
      big: '9007199254740993',
      list: [1, 2],
      json: { a: 1 },
      day: '2026-11-20',
    });
  });

  it('gives the rows of the last of several statements', async () => {
    expect(await db.query('SELECT 1 AS a; SELECT 2 AS b')).toEqual([{ b: 2 }]);
  });

  it('runs raw queries and models on the connection of the open transaction', async () => {
    await db.transaction(async () => {
      await db.query('INSERT INTO notes (id, text, size) VALUES (1, $1, 7)', ['raw']);
      const seen = await db.model(Note).findByPk(1);
      expect(seen?.text).toBe('raw');
      expect(seen?.size).toBe(7);
      expect(seen?.made).toBeInstanceOf(Date);
      await db.model(Note).create({ id: 2, text: 'model', size: 8 });
      expect(await db.query('SELECT text FROM notes WHERE id = 2')).toEqual([{ text: 'model' }]);
      const [counted] = (await db.sequelize.query('SELECT count(*) AS n FROM notes')) as unknown as [
        { n: number }[],
      ];
      expect(counted[0]?.n).toBe(2);
    });
    expect(db.inTransaction).toBe(false);
  });

  it('leaves nothing behind when the transaction throws', async () => {
    const failing = db.transaction(async () => {
      await db.query("INSERT INTO notes (id, text) VALUES (10, 'gone')");
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await db.query('SELECT 1 FROM notes WHERE id = 10')).toEqual([]);
  });

  it('joins the outer transaction', async () => {
    await db
      .transaction(async () => {
        await db.transaction(() => db.query("INSERT INTO notes (id, text) VALUES (11, 'inner')"));
        throw new Error('outer');
      })
      .catch(() => {});
    expect(await db.query('SELECT 1 FROM notes WHERE id = 11')).toEqual([]);
  });

  it('reports a commit that the engine turned into a rollback', async () => {
    const swallowed = db.transaction(async () => {
      await db.query("INSERT INTO notes (id, text) VALUES (12, 'lost')");
      await db.query('SELECT 1 / 0').catch(() => {});
    });
    await expect(swallowed).rejects.toThrow('rolled back');
    expect(await db.query('SELECT 1 FROM notes WHERE id = 12')).toEqual([]);
  });

  it('runs before-commit work once per key and inside, after-commit work once and outside', async () => {
    const trace: string[] = [];
    const key = Symbol('log');
    await db.transaction(async () => {
      for (let i = 0; i < 3; i++) {
        db.beforeCommit(key, async () => {
          trace.push(`before ${db.inTransaction}`);
          await db.query("INSERT INTO notes (id, text) VALUES (13, 'last')");
        });
      }
      db.afterCommit(() => trace.push(`after ${db.inTransaction}`));
      db.transactionLocal(key, () => ({ n: 0 })).n++;
      expect(db.transactionLocal(key, () => ({ n: 0 })).n).toBe(1);
    });
    expect(trace).toEqual(['before true', 'after false']);
    expect(await db.query('SELECT text FROM notes WHERE id = 13')).toEqual([{ text: 'last' }]);
  });

  it('does not run after-commit work of a transaction that failed', async () => {
    let ran = false;
    await db
      .transaction(async () => {
        db.afterCommit(() => {
          ran = true;
        });
        throw new Error('no');
      })
      .catch(() => {});
    expect(ran).toBe(false);
    db.afterCommit(() => {
      ran = true;
    });
    expect(ran).toBe(true);
  });

  it('tries a transaction again after a serialisation failure, three times', async () => {
    let tries = 0;
    const fail = `DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$`;
    await db.transaction(async () => {
      tries++;
      if (tries < 4) await db.query(fail);
    });
    expect(tries).toBe(4);
    tries = 0;
    const hopeless = db.transaction(async () => {
      tries++;
      await db.query(fail);
    });
    await expect(hopeless).rejects.toThrow('again');
    expect(tries).toBe(4);
  });

  it('knows a violated unique constraint by its name', async () => {
    await db.query("INSERT INTO notes (id, text) VALUES (20, 'a')");
    const twice = await db.query("INSERT INTO notes (id, text) VALUES (20, 'b')").catch((error) => error);
    expect(isUniqueViolation(twice, 'notes_pkey')).toBe(true);
    expect(isUniqueViolation(twice, 'other')).toBe(false);
    const byModel = await db
      .model(Note)
      .create({ id: 20 })
      .catch((error) => error);
    expect(isUniqueViolation(byModel, 'notes_pkey')).toBe(true);
  });

  it('throws the guard inside a transaction only', async () => {
    expect(() => db.guard('a loader')).not.toThrow();
    await expect(db.transaction(async () => db.guard('a loader'))).rejects.toThrow(
      /transaction_guard: a loader/,
    );
    await expect(db.transaction(() => db.exclusive('x', async () => 1))).rejects.toThrow(/transaction_guard/);
  });

  it('lets one holder of a name in at a time and others beside it', async () => {
    let inside = 0;
    let most = 0;
    const hold = () =>
      db.exclusive('one', async () => {
        inside++;
        most = Math.max(most, inside);
        await db.query('SELECT 1');
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside--;
      });
    await Promise.all([
      hold(),
      hold(),
      hold(),
      db.exclusive('failing', () => Promise.reject(1)).catch(() => {}),
    ]);
    expect(most).toBe(1);
    expect(await db.exclusive('failing', async () => 'free again')).toBe('free again');
  });

  it('serves many callers at once without mixing up their answers', async () => {
    await db.query('CREATE TABLE stress (id int PRIMARY KEY, text text)');
    let wrong = 0;
    const caller = async (k: number) => {
      for (let i = 0; i < 60; i++) {
        const id = k * 1000 + i;
        if (i % 4 === 0) {
          await db
            .transaction(async () => {
              await db.query('INSERT INTO stress VALUES ($1, $2)', [id, `row ${id}`]);
              const [row] = await db.query<{ text: string }>('SELECT text FROM stress WHERE id = $1', [id]);
              if (row?.text !== `row ${id}`) wrong++;
              if (i % 8 === 0) throw new Error('undo');
            })
            .catch((error) => {
              if (error.message !== 'undo') wrong++;
            });
        } else {
          const [row] = await db.query<{ v: number }>('SELECT $1::int AS v', [id], { name: 'stress' });
          if (row?.v !== id) wrong++;
        }
        if (i % 20 === 0) await db.query('SELECT nonsense FROM stress WHERE $1 = 1', [1]).catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, k) => caller(k)));
    expect(wrong).toBe(0);
    const [{ n }] = (await db.query<{ n: number }>('SELECT count(*) AS n FROM stress')) as [{ n: number }];
    expect(n).toBe(16 * 7);
  });

  it('answers a ping', async () => {
    expect(await db.ping(1_000)).toBe(true);
  });
});

it('keeps two databases of one process apart', async () => {
  const one = await open('embedded');
  const two = await open('embedded');
  for (const { db } of [one, two]) {
    db.addModels([Note]);
    await db.query('CREATE TABLE notes (id int PRIMARY KEY, text text, size bigint, made timestamptz)');
  }
  await one.db.transaction(async () => {
    await one.db.model(Note).create({ id: 1, text: 'one' });
    await two.db.model(Note).create({ id: 2, text: 'two' });
    expect(two.db.inTransaction).toBe(false);
  });
  expect(await one.db.query('SELECT id FROM notes')).toEqual([{ id: 1 }]);
  expect(await two.db.query('SELECT id FROM notes')).toEqual([{ id: 2 }]);
  await Promise.all([one.close(), two.close()]);
  expect(await one.db.ping(500)).toBe(false);
});
