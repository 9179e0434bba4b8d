import { randomUUID } from 'node:crypto';
import { newId, type PluginContext } from '@teambrain/core';
import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { closeSockets, join } from '../realtime/socket.js';
import { memoOf } from './memos.js';
import { memos } from './memos-plugin.js';

let world: RoomWorld;
let ctx: PluginContext;
beforeAll(async () => {
  world = await openRoomWorld({ plugins: [memos], config: { server: { bodyLimit: 4 * 1024 * 1024 } } });
  ctx = world.server.context('memos');
});
afterEach(closeSockets);

const entry = (id: string, version: number, title = `Version ${version}`) => ({
  id,
  version,
  channel: null,
  actorId: null,
  snapshot: { title },
});
const record = (...entries: ReturnType<typeof entry>[]) =>
  ctx.db.transaction(() => ctx.use('memos').history.recordAll(entries));

/** Rows as they are kept. */
const rowsOf = (id: string) =>
  ctx.db.query<{ version: number; fields: string[] }>(
    'select version, fields from versions where thing_id = $1 order by version',
    [id],
  );

describe('keeping versions', () => {
  it('writes many in one statement, several of one thing among them', async () => {
    const [one, two] = [newId(), newId()];
    const third = { ...entry(one, 3, 'Version 2'), snapshot: { title: 'Version 2', labels: ['x'] } };
    await record(third, entry(two, 1), entry(one, 1), entry(one, 2));
    expect(await rowsOf(one)).toEqual([
      { version: 1, fields: ['title'] },
      { version: 2, fields: ['title'] },
      { version: 3, fields: ['labels'] },
    ]);
    await record(entry(two, 2, 'Version 1'), entry(one, 4, 'Version 2'));
    expect((await rowsOf(two)).at(-1)).toEqual({ version: 2, fields: [] });
    expect((await rowsOf(one)).at(-1)).toEqual({ version: 4, fields: ['labels'] });
  });

  it('belongs in the transaction of the change, and goes with it', async () => {
    const id = newId();
    await expect(ctx.use('memos').history.record(entry(id, 1))).rejects.toThrow(/outside of the transaction/);
    const failing = ctx.db.transaction(async () => {
      await ctx.use('memos').history.record(entry(id, 1));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await rowsOf(id)).toEqual([]);
  });

  it('may begin at any version, and leaves none out after it', async () => {
    const id = newId();
    await record(entry(id, 7));
    await record(entry(id, 8));
    await expect(record(entry(id, 10))).rejects.toThrow(`version 10 of memo ${id} does not follow`);
    await expect(record(entry(id, 8))).rejects.toThrow('does not follow');
    expect((await rowsOf(id)).map(({ version }) => version)).toEqual([7, 8]);
  });

  it('refuses a field that the schema does not declare', async () => {
    const snapshot = { title: 'A', secret: 1 };
    await expect(record({ ...entry(newId(), 1), snapshot })).rejects.toThrow(
      'a snapshot of a memo holds "secret"',
    );
  });

  it('gives states back, and forgets them', async () => {
    const [one, two] = [newId(), newId()];
    await record(entry(one, 1), entry(two, 1));
    const { history } = ctx.use('memos');
    expect(await history.at(one, 1)).toEqual({ title: 'Version 1' });
    expect(await history.at(one, 2)).toBeNull();
    await history.forget([one]);
    expect(await history.at(one, 1)).toBeNull();
    expect(await history.at(two, 1)).not.toBeNull();
  });

  it('forgets those of things that went without being named, and of no other', async () => {
    const { history } = ctx.use('memos');
    const [kept, lost] = [newId(), newId()];
    await ctx.db.query('insert into memos (id) values ($1)', [kept]);
    await record(entry(kept, 1), entry(lost, 1), entry(lost, 2));
    expect(await history.forgetLost('memos')).toBeGreaterThanOrEqual(2);
    expect(await rowsOf(lost)).toEqual([]);
    expect(await rowsOf(kept)).toHaveLength(1);
    expect(await history.forgetLost('memos')).toBe(0);
    await expect(history.forgetLost('memos; drop table memos')).rejects.toThrow('not the name of a table');
  });
});

describe('many at once', () => {
  it('keeps the order of changes that meet, without a gap', async () => {
    const { id, url } = await memoOf(world, [{ title: 'Start' }]);
    const { wsUrl } = await world.server.listen();
    const client = await join(`${wsUrl}/v1/ws`, world.viewer.token, `room:${world.roomId}`);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        (index % 2 ? world.owner : world.admin).inject({
          method: 'PUT',
          url,
          body: { title: `Title ${index}` },
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const numbers = Array.from({ length: 24 }, (_, index) => index + 2);
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(numbers);
    const { body } = await world.viewer.inject({ url: `${url}/versions` });
    expect(body.items.map(({ version }: { version: number }) => version)).toEqual([1, ...numbers].reverse());
    const times = body.items.map(({ createdAt }: { createdAt: string }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    await expect
      .poll(() =>
        client
          .of('event')
          .map(({ data }) => data as unknown as { id: string; version: number })
          .flatMap((data) => (data.id === id ? [data.version] : [])),
      )
      .toEqual(numbers);
  });

  it('lets one of two changes on the same base win', async () => {
    const { url } = await memoOf(world, [{ title: 'Start' }, { title: 'Next' }]);
    const change = { method: 'PUT', url, body: { title: 'Mine', baseVersion: 2 } } as const;
    const back = { method: 'POST', url: `${url}/rollback`, body: { version: 1, baseVersion: 2 } } as const;
    const answers = await Promise.all([world.owner.inject(change), world.admin.inject(back)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await world.viewer.inject({ url: `${url}/versions` })).body.items).toHaveLength(3);
  });

  it('refuses a version that another transaction has just made', async () => {
    const id = newId();
    const answers = await Promise.allSettled([record(entry(id, 1)), record(entry(id, 1, 'Other'))]);
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(1);
    expect(String(refused[0])).toMatch(/Somebody else changed it first|does not follow/);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it.each(['json', 'msgpack'] as const)('pages through a hundred versions in %s', async (format) => {
    const { id, url } = await memoOf(world, [{ title: 'Version 1' }]);
    await record(...Array.from({ length: 99 }, (_, index) => entry(id, index + 2)));
    for (const list of ['versions', 'changelog']) {
      const seen: number[] = [];
      let cursor: string | null = '';
      let pages = 0;
      while (cursor !== null) {
        const query: string = cursor === '' ? 'limit=30' : `limit=30&cursor=${cursor}`;
        const { status, body } = await world.viewer.inject({ url: `${url}/${list}?${query}`, format });
        expect(status).toBe(200);
        seen.push(...body.items.map(({ version }: { version: number }) => version));
        cursor = body.nextCursor;
        pages += 1;
      }
      expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => 100 - index));
      expect(pages).toBe(4);
    }
    const whole = await world.viewer.inject({ url: `${url}/versions?limit=100`, format });
    expect(whole.body).toMatchObject({ nextCursor: null, items: { length: 100 } });
    const wrong = await world.viewer.inject({ url: `${url}/versions?cursor=abc`, format });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('large things', () => {
  const text = (bytes: number) => 'All work and no play. '.repeat(Math.ceil(bytes / 22)).slice(0, bytes);
  const room = 1024 * 1024 - JSON.stringify({ title: 'A', text: '' }).length;

  it('keeps a snapshot of 1 MiB whole', async () => {
    const first = { title: 'A', text: text(room) };
    const { url } = await memoOf(world, [first, { title: 'A', text: `Any${text(room).slice(3)}` }]);
    const { body } = await world.viewer.inject({ url: `${url}/versions/1`, format: 'msgpack' });
    expect(body.snapshot.text === first.text).toBe(true);
    const back = await world.owner.inject({ method: 'POST', url: `${url}/rollback`, body: { version: 1 } });
    expect(back.body.text === first.text).toBe(true);
    expect((await world.viewer.inject({ url: `${url}/diff` })).body.text).toBe(
      'Text changed: 1 word added, 1 removed.',
    );
  });

  it('refuses a larger one, and the change with it', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }]);
    const change = { method: 'PUT', url, body: { title: 'A', text: text(room + 1) } } as const;
    const refused = await world.owner.inject(change);
    expect([refused.status, refused.body.code]).toEqual([413, 'payload_too_large']);
    expect(refused.body.detail).toBe('The memo has 1048577 bytes; its history takes 1048576 at most.');
    expect((await world.viewer.inject({ url: `${url}/versions` })).body.items).toHaveLength(1);
  });
});

describe('live versions', () => {
  it('show nothing of what was forgotten, and go on after it', async () => {
    const { id, url } = await memoOf(world, [{ title: 'A' }]);
    const marker = `Marker ${randomUUID()}`;
    const { wsUrl } = await world.server.listen();
    const { seq } = (await world.viewer.inject({ url: `/v1/rooms/${world.roomId}` })).body;
    await world.owner.inject({ method: 'PUT', url, body: { title: 'B' } });
    await ctx.use('memos').history.forget([id]);
    const other = await memoOf(world, [{ title: marker }]);
    const client = await join(`${wsUrl}/v1/ws`, world.viewer.token, `room:${world.roomId}`, 'json', seq);
    const idOf = (frame: { data: unknown }) => (frame.data as { id?: string }).id;
    await client.next('event', (frame) => idOf(frame) === other.id);
    expect(client.of('event').filter((frame) => idOf(frame) === id)).toEqual([]);
    expect(JSON.stringify(client.frames)).not.toContain(marker);
  });
});
