import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/contract.js';
import { type BatchAppended, batchAppendSql, batchParams } from '../../src/realtime/append-sql.js';
import { createBatcher } from '../../src/realtime/batcher.js';
import { type AppendedEntry, createCollector } from '../../src/realtime/collector.js';
import { createLogRepository, type LogRepository } from '../../src/realtime/repository.js';
import { isNewer } from '../../src/realtime/rights-version.js';
import { openDatabase } from './database.js';

let db: Database;
let close: () => Promise<void>;
let repository: LogRepository;
let committed: AppendedEntry[] = [];
let collector: ReturnType<typeof createCollector>;

beforeAll(async () => {
  ({ db, close } = await openDatabase());
  repository = createLogRepository(db);
  collector = createCollector({
    db,
    repository,
    makesOwnHead: (channel) => channel.startsWith('user:'),
    committed: (appended) => {
      committed.push(...appended);
    },
  });
});
afterAll(() => close());

async function room(name: string, workspace: string) {
  await repository.create(`workspace:${workspace}`, null);
  await repository.create(`room:${name}`, `workspace:${workspace}`);
}

const note = (type: string) => ({ type, actor: 'u1', ref: 'r1', version: 1 });

describe('the channel log', () => {
  it('numbers the events of a transaction without gaps and hands them on after COMMIT', async () => {
    await room('a', 'a');
    committed = [];
    await db.transaction(async () => {
      collector.append('room:a', note('thing.made'), false);
      collector.append('room:a', note('thing.changed'), false);
      expect(committed).toEqual([]);
    });
    expect(committed.map(({ seq, version, entry }) => [entry.type, seq, version])).toEqual([
      ['thing.made', 1, '0.0'],
      ['thing.changed', 2, '0.0'],
    ]);
    const range = await repository.range('room:a', 0, 10);
    expect(range?.head).toEqual({ channel: 'room:a', parent: 'workspace:a', seq: 2, version: '0.0' });
    expect(range?.events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'thing.made'],
      [2, 'thing.changed'],
    ]);
  });

  it('writes nothing when the transaction rolls back', async () => {
    await room('b', 'b');
    committed = [];
    const failed = db.transaction(async () => {
      collector.append('room:b', note('thing.made'), false);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(committed).toEqual([]);
    expect((await repository.range('room:b', 0, 10))?.head.seq).toBe(0);
  });

  it('gives events of a room the rights version that its workspace has in the same transaction', async () => {
    await room('c', 'c');
    committed = [];
    await db.transaction(async () => {
      collector.append('room:c', note('member.removed'), true);
      collector.append('workspace:c', note('member.removed'), true);
      collector.append('user:u1', note('workspace.left'), false);
    });
    expect(committed.map(({ entry, seq, version }) => [entry.channel, seq, version])).toEqual([
      ['room:c', 1, '1.1'],
      ['workspace:c', 1, '0.1'],
      ['user:u1', 1, '0.0'],
    ]);
    await db.transaction(async () => collector.append('room:c', note('thing.made'), false));
    expect(committed.at(-1)).toMatchObject({ seq: 2, version: '1.1' });
  });

  it('refuses an event of a channel that was never made', async () => {
    const lost = db.transaction(async () => collector.append('room:nowhere', note('thing.made'), false));
    await expect(lost).rejects.toThrow('has no head');
  });

  it('lets transactions over the same channels in any order through, all numbered', async () => {
    await Promise.all(['d1', 'd2', 'd3'].map((name) => room(name, 'd')));
    committed = [];
    const names = ['room:d1', 'room:d2', 'room:d3', 'workspace:d'];
    await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        db.transaction(async () => {
          for (let step = 0; step < 3; step += 1)
            collector.append(names[(index * 3 + step * 5) % 4]!, note('thing.made'), step === 1);
        }),
      ),
    );
    for (const name of names) {
      const range = await repository.range(name, 0, 500);
      expect(range?.events.map(({ seq }) => seq)).toEqual(
        Array.from({ length: range?.head.seq ?? -1 }, (_, index) => index + 1),
      );
    }
    expect(committed).toHaveLength(72);
  });

  it('trims by age and by size, oldest first', async () => {
    await room('e', 'e');
    for (let index = 0; index < 6; index += 1)
      await db.transaction(async () => collector.append('room:e', note('thing.made'), false));
    await db.query(
      "UPDATE channel_events SET created_at = now() - interval '9 days' WHERE channel = 'room:e' AND seq = 1",
    );
    expect(await repository.trimByAge(7, 100)).toBe(1);
    expect(await repository.trimBySize(3, 1000)).toBeGreaterThanOrEqual(2);
    expect((await repository.range('room:e', 0, 10))?.events.map(({ seq }) => seq)).toEqual([4, 5, 6]);
  });

  it('keeps receipts by actor and client id, once', async () => {
    const receipt = { actor: 'u1', clientId: 'c1', bodyHash: Buffer.from('hash'), ref: 'r', seq: 7 };
    expect(await repository.saveReceipt(receipt)).toBe(true);
    expect(await repository.saveReceipt(receipt)).toBe(false);
    expect(await repository.findReceipt('u1', 'c1')).toEqual({
      bodyHash: Buffer.from('hash'),
      ref: 'r',
      seq: 7,
    });
    expect(await repository.findReceipt('u2', 'c1')).toBeNull();
  });
});

describe('the batch statement', () => {
  const sql = batchAppendSql({
    columns: ['body text'],
    writes: [
      'written AS (INSERT INTO notes (channel, seq, body) SELECT channel, seq, body FROM placed RETURNING seq, channel)',
    ],
  });
  const row = (channel: string, rights: string) => ({ channel, rights, type: 'note.made', actor: 'u1' });
  const send = (rows: ReturnType<typeof row>[]) =>
    db.query<BatchAppended>(
      sql,
      batchParams(
        rows.map((each, index) => ({ ...each, body: `text ${index}` })),
        [({ body }) => body],
      ),
      { name: 'notes' },
    );
  const byOrd = (rows: BatchAppended[]) =>
    rows.sort((a, b) => a.ord - b.ord).map(({ seq, rights }) => [seq, rights]);

  beforeAll(async () => {
    await db.query('CREATE TABLE notes (channel text, seq bigint, body text, PRIMARY KEY (channel, seq))');
  });

  it('writes rows, heads and log of many channels at once, in order of arrival', async () => {
    await room('f1', 'f');
    await room('f2', 'f');
    const rows = await send([row('room:f1', '0.0'), row('room:f2', '0.0'), row('room:f1', '0.0')]);
    expect(byOrd(rows)).toEqual([
      [1, '0.0'],
      [1, '0.0'],
      [2, '0.0'],
    ]);
    const notes = await db.query('SELECT channel, seq::int, body FROM notes ORDER BY channel, seq');
    expect(notes).toEqual([
      { channel: 'room:f1', seq: 1, body: 'text 0' },
      { channel: 'room:f1', seq: 2, body: 'text 2' },
      { channel: 'room:f2', seq: 1, body: 'text 1' },
    ]);
    expect((await repository.range('room:f1', 0, 9))?.events).toHaveLength(2);
  });

  it('stores nothing of a sender who was authorised under older rights, and burns no number', async () => {
    await room('g', 'g');
    await db.transaction(async () => collector.append('workspace:g', note('member.removed'), true));
    const rows = await send([row('room:g', '0.0'), row('room:g', '1.0'), row('room:unknown', '0.0')]);
    expect(byOrd(rows)).toEqual([
      [null, '1.0'],
      [1, '1.0'],
      [null, null],
    ]);
    expect((await repository.heads(['room:g']))[0]?.seq).toBe(1);
  });

  it('sees a removal in the workspace that commits while the statement waits for it', async () => {
    if (db.engine !== 'postgres') return;
    await room('h', 'h');
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const removal = db.transaction(async () => {
      await db.query("UPDATE channel_heads SET acl_version = acl_version + 1 WHERE channel = 'workspace:h'");
      locked();
      await held;
    });
    await isLocked;
    const sent = send([row('room:h', '0.0')]);
    let done = false;
    void sent.then(() => {
      done = true;
    });
    await expect
      .poll(async () => (await db.query('SELECT 1 FROM pg_locks WHERE NOT granted')).length)
      .toBeGreaterThan(0);
    expect(done).toBe(false);
    release();
    await removal;
    expect(byOrd(await sent)).toEqual([[null, '1.0']]);
  });
});

describe('the batcher', () => {
  const fulfilled = (value: number) => ({ status: 'fulfilled' as const, value });

  it('sends in the turn of the first item, and gathers what arrives meanwhile', async () => {
    const calls: [string, number][] = [];
    const open: (() => void)[] = [];
    const batcher = createBatcher<number, number>(db, {
      maxBatch: 3,
      async run(channel, items) {
        calls.push([channel, items.length]);
        await new Promise<void>((resolve) => open.push(resolve));
        return items.map((item) => fulfilled(item * 2));
      },
    });
    const first = batcher.add('room:x', 1);
    await turn();
    expect(calls).toEqual([['room:x', 1]]);
    const answers = Promise.all([first, ...[2, 3, 4, 5].map((item) => batcher.add('room:x', item))]);
    await turn();
    expect(calls).toEqual([['room:x', 1]]);
    open.shift()?.();
    await turn();
    expect(calls).toEqual([
      ['room:x', 1],
      ['room:x', 3],
    ]);
    open.shift()?.();
    await turn();
    open.shift()?.();
    expect(await answers).toEqual([2, 4, 6, 8, 10]);
  });

  it('writes idle channels together once its lanes are busy, never one channel twice at a time', async () => {
    const calls: string[][] = [];
    const open: (() => void)[] = [];
    const batcher = createBatcher<number, number>(db, {
      maxBatch: 10,
      lanes: 1,
      async runAcross(groups) {
        calls.push(groups.map(({ channel, items }) => `${channel}=${items.length}`));
        await new Promise<void>((resolve) => open.push(resolve));
        return groups.map(({ items }) => items.map(fulfilled));
      },
    });
    const first = batcher.add('a', 0);
    await turn();
    const answers = Promise.all([
      first,
      ...['b', 'a', 'c', 'b'].map((channel, index) => batcher.add(channel, index + 1)),
    ]);
    await turn();
    open.shift()?.();
    await turn();
    open.shift()?.();
    expect(await answers).toEqual([0, 1, 2, 3, 4]);
    expect(calls).toEqual([['a=1'], ['b=2', 'a=1', 'c=1']]);
  });

  it('refuses all items of a statement that failed, each of an item that was refused, and goes on', async () => {
    let tries = 0;
    const batcher = createBatcher<number, number>(db, {
      maxBatch: 10,
      async run(_channel, items) {
        tries += 1;
        if (tries === 1) throw new Error('gone');
        return items.map((item) =>
          item === 2 ? { status: 'rejected' as const, reason: new Error('two') } : fulfilled(item),
        );
      },
    });
    await expect(batcher.add('a', 0)).rejects.toThrow('gone');
    const results = await Promise.allSettled([batcher.add('a', 1), batcher.add('a', 2)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('must not be used inside a transaction', async () => {
    const batcher = createBatcher<number, number>(db, {
      maxBatch: 1,
      run: async (_c, items) => items.map(fulfilled),
    });
    await expect(db.transaction(async () => batcher.add('a', 1))).rejects.toThrow('transaction_guard');
  });
});

describe('rights versions', () => {
  it('are newer as soon as one half has grown', () => {
    expect(isNewer('1.0', '0.9')).toBe(true);
    expect(isNewer('1.10', '1.9')).toBe(true);
    expect(isNewer('1.9', '1.9')).toBe(false);
    expect(isNewer('0.9', '1.0')).toBe(true);
    expect(isNewer('0.8', '1.9')).toBe(false);
  });
});
