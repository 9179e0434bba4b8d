import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/contract.js';
import { engines, open } from './engines.js';

describe.each(engines)('short reads on %s', (engine) => {
  let db: Database;
  let url: string | undefined;
  let close: () => Promise<void>;
  const ask = <Row extends object>(sql: string, params: unknown[], name: string) =>
    db.query<Row>(sql, params, { name, lane: 'read' });

  beforeAll(async () => {
    ({ db, url, close } = await open(engine, { readLanes: 2 }));
    await db.query('CREATE TABLE notes (id int PRIMARY KEY, size bigint)');
  });
  afterAll(() => close());

  it('answers each of many questions that are on their way at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => ask<{ n: number }>('SELECT $1::bigint AS n', [n], 'echo')),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  });

  it('fails the one question that is wrong, and no other', async () => {
    const divide = (by: number) => ask<{ n: number }>('SELECT 6 / $1::int AS n', [by], 'divide');
    const answers = await Promise.allSettled([divide(1), divide(0), divide(2), divide(0), divide(3)]);
    expect(
      answers.map((each) => (each.status === 'fulfilled' ? each.value[0]?.n : each.reason.code)),
    ).toEqual([6, '22012', 3, '22012', 2]);
  });

  it('stays inside an open transaction', async () => {
    const seen = await db.transaction(async () => {
      await db.query('INSERT INTO notes (id, size) VALUES (1, 9)');
      return ask<{ size: number }>('SELECT size FROM notes WHERE id = $1', [1], 'size_of');
    });
    expect(seen).toEqual([{ size: 9 }]);
  });

  it.skipIf(engine === 'embedded')(
    'says that a cut connection is unavailable, and makes another',
    async () => {
      const sleeping = ask('SELECT pg_sleep($1)', [4], 'sleep').catch((error: unknown) => error);
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      const cut = async () =>
        (
          await admin.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE application_name = 'teambrain-lane' AND query LIKE 'SELECT pg_sleep%' AND state = 'active'`,
          )
        ).rowCount;
      await expect.poll(cut).toBe(1);
      await admin.end();
      expect(await sleeping).toMatchObject({ code: 'unavailable' });
      await expect.poll(() => ask('SELECT 1 AS one', [], 'one')).toEqual([{ one: 1 }]);
    },
  );

  it.skipIf(engine === 'embedded')('ends a question that takes too long as the pool does', async () => {
    const short = await open(engine, { timeouts: { statementMs: 200 } });
    const late = short.db.query('SELECT pg_sleep($1)', [3], { name: 'sleep', lane: 'read' });
    await expect(late).rejects.toMatchObject({ code: 'timeout' });
    await short.close();
  });
});
