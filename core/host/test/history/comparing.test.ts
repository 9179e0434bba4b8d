import { openRoomWorld, type RoomWorld } from '@teambrain/plugin-rooms/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoOf } from './memos.js';
import { type MemoState, memos } from './memos-plugin.js';

let world: RoomWorld;
beforeAll(async () => {
  world = await openRoomWorld({ plugins: [memos] });
});

const first: MemoState = {
  title: 'Plan',
  text: 'We meet on Monday at nine.',
  labels: ['work', 'office', 'work'],
  allDay: false,
  places: [{ name: 'Room 4' }],
};
const second: MemoState = {
  title: 'Plan',
  text: 'We meet on Tuesday at nine.',
  labels: ['urgent', 'work'],
  allDay: true,
  dueTime: '2026-11-24T14:00:00Z',
  places: [{ name: 'Room 5' }],
};

async function diffOf(states: readonly MemoState[], query = '', format: 'json' | 'msgpack' = 'json') {
  const { url } = await memoOf(world, states);
  const { status, body } = await world.viewer.inject({ url: `${url}/diff${query}`, format });
  expect(status).toBe(200);
  return body;
}

describe('a diff', () => {
  it.each(['json', 'msgpack'] as const)('says how the newest version differs, in %s', async (format) => {
    expect(await diffOf([first, second], '', format)).toEqual({
      from: 1,
      to: 2,
      changes: [
        { field: 'dueTime', title: 'Due', kind: 'added', after: '2026-11-24T14:00:00Z' },
        { field: 'allDay', title: 'All day', kind: 'changed', before: false, after: true },
        {
          field: 'labels',
          title: 'Labels',
          kind: 'changed',
          before: ['work', 'office', 'work'],
          after: ['urgent', 'work'],
          added: ['urgent'],
          removed: ['office', 'work'],
        },
        {
          field: 'places',
          title: 'Places',
          kind: 'changed',
          before: [{ name: 'Room 4' }],
          after: [{ name: 'Room 5' }],
        },
        {
          field: 'text',
          title: 'Text',
          kind: 'changed',
          before: 'We meet on Monday at nine.',
          after: 'We meet on Tuesday at nine.',
          parts: [
            { type: 'same', text: 'We meet on ' },
            { type: 'removed', text: 'Monday' },
            { type: 'added', text: 'Tuesday' },
            { type: 'same', text: ' at nine.' },
          ],
        },
      ],
      text: [
        'Due added: “2026-11-24T14:00:00Z”.',
        'All day changed from no to yes.',
        'Labels: “urgent” added; “office” and “work” removed.',
        'Places changed.',
        'Text changed from “We meet on Monday at nine.” to “We meet on Tuesday at nine.”.',
      ].join('\n'),
    });
  });

  it('goes backwards, over several versions, and from nothing', async () => {
    const { url } = await memoOf(world, [{ title: 'A' }, { title: 'B' }, { title: 'C', allDay: true }]);
    const ask = async (query: string) => (await world.viewer.inject({ url: `${url}/diff?${query}` })).body;
    expect((await ask('from=3&to=1')).text).toBe(
      'Title changed from “C” to “A”.\nAll day removed; it was yes.',
    );
    expect((await ask('from=1&to=3')).changes).toHaveLength(2);
    expect(await ask('to=2')).toMatchObject({ from: 1, to: 2 });
    expect(await ask('to=1')).toMatchObject({ from: 0, to: 1, text: 'Title added: “A”.' });
    expect(await ask('from=2&to=2')).toEqual({ from: 2, to: 2, changes: [], text: '' });
    expect(await ask('from=1&to=4')).toMatchObject({ status: 404, code: 'not_found' });
    expect(await ask('from=9')).toMatchObject({ status: 404, detail: 'There is no version 9.' });
  });

  it('treats null as absent', async () => {
    const body = await diffOf([{ title: 'A' }, { title: 'A', body: null, allDay: true }]);
    expect(body.changes.map(({ field }: { field: string }) => field)).toEqual(['allDay']);
  });

  it('tells of lists that are only in another order', async () => {
    const body = await diffOf([
      { title: 'A', labels: ['x', 'y'] },
      { title: 'A', labels: ['y', 'x'] },
    ]);
    expect(body.text).toBe('Labels put in another order.');
    expect(body.changes).toMatchObject([{ added: [], removed: [] }]);
  });

  it('gives long texts by their parts alone', async () => {
    const line = 'All work and no play makes Jack a dull boy.\n';
    const before = line.repeat(200);
    const after = `${line.repeat(100)}All work and much play makes Jack a bright boy.\n${line.repeat(99)}`;
    const { changes, text } = await diffOf([
      { title: 'A', text: before },
      { title: 'A', text: after },
    ]);
    expect(changes).toEqual([
      {
        field: 'text',
        title: 'Text',
        kind: 'changed',
        parts: [
          { type: 'same', text: `${line.repeat(100)}All work and ` },
          { type: 'removed', text: 'no' },
          { type: 'added', text: 'much' },
          { type: 'same', text: ' play makes Jack a ' },
          { type: 'removed', text: 'dull' },
          { type: 'added', text: 'bright' },
          { type: 'same', text: ` boy.\n${line.repeat(99)}` },
        ],
      },
    ]);
    expect(text).toBe('Text changed: 2 words added, 2 removed.');
  });

  it('answers for two texts of 200 KB within 200 ms', async () => {
    const lines = Array.from(
      { length: 4_000 },
      (_, index) => `Line ${index} of a document that is long enough, I say.`,
    );
    const changed = lines.map((line, index) => (index % 40 === 0 ? line.replace('long', 'short') : line));
    const before = lines.join('\n');
    expect(before.length).toBeGreaterThan(200_000);
    const { url } = await memoOf(world, [
      { title: 'A', text: before },
      { title: 'A', text: changed.join('\n') },
    ]);
    let text = '';
    /** A busy machine may hold up one answer, and not all of them. */
    const answerMs = async () => {
      const from = performance.now();
      const { body } = await world.viewer.inject({ url: `${url}/diff` });
      text = body.text;
      return performance.now() - from;
    };
    await expect.poll(answerMs, { timeout: 20_000 }).toBeLessThan(200);
    expect(text).toBe('Text changed: 100 words added, 100 removed.');
  });

  it('needs a history', async () => {
    const id = '01900000-0000-7000-8000-00000000000f';
    await world.server
      .context('memos')
      .db.query('insert into memos (id, room, version, state) values ($1, $2, 4, $3)', [
        id,
        world.roomId,
        JSON.stringify({ title: 'Old' }),
      ]);
    const ask = async (path: string) => (await world.viewer.inject({ url: `/v1/memos/${id}/${path}` })).body;
    expect(await ask('diff')).toMatchObject({ status: 404, detail: 'There is no history yet.' });
    expect(await ask('versions')).toEqual({ items: [], nextCursor: null });
    const late = { method: 'PUT', url: `/v1/memos/${id}`, body: { title: 'New' } } as const;
    expect((await world.owner.inject(late)).status).toBe(200);
    expect(await ask('diff')).toMatchObject({ from: 0, to: 5, text: 'Title added: “New”.' });
  });
});

describe('a changelog', () => {
  it.each(['json', 'msgpack'] as const)('gives each version with what it changed, in %s', async (format) => {
    const { url } = await memoOf(world, [{ title: 'A' }, { title: 'B', labels: ['x'] }]);
    const rollback = { method: 'POST', url: `${url}/rollback`, body: { version: 1 } } as const;
    expect((await world.admin.inject(rollback)).status).toBe(200);
    const { status, body } = await world.viewer.inject({ url: `${url}/changelog`, format });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        {
          version: 3,
          cause: 'restored',
          restoredFrom: 1,
          author: { username: 'adam' },
          changes: [
            { field: 'title', title: 'Title', kind: 'changed', before: 'B', after: 'A' },
            { field: 'labels', title: 'Labels', kind: 'removed', before: ['x'] },
          ],
          text: 'Title changed from “B” to “A”.\nLabels removed; it was “x”.',
        },
        {
          version: 2,
          fields: ['title', 'labels'],
          text: 'Title changed from “A” to “B”.\nLabels added: “x”.',
        },
        { version: 1, cause: 'created', text: 'Title added: “A”.' },
      ],
      nextCursor: null,
    });
    const paged = await world.viewer.inject({ url: `${url}/changelog?limit=1`, format });
    expect(paged.body.items).toHaveLength(1);
    expect(paged.body.items[0].text).toBe(body.items[0].text);
    const next = await world.viewer.inject({
      url: `${url}/changelog?limit=1&cursor=${paged.body.nextCursor}`,
      format,
    });
    expect(next.body.items).toEqual([body.items[1]]);
  });

  it('leaves long values out and gives their lengths', async () => {
    const { url } = await memoOf(world, [
      { title: 'A', text: 'x'.repeat(3_000) },
      {
        title: 'A',
        text: 'y'.repeat(3_500),
        places: Array.from({ length: 200 }, () => ({ name: 'Room 4' })),
      },
    ]);
    const { body } = await world.viewer.inject({ url: `${url}/changelog` });
    expect(body.items[0].changes).toEqual([
      { field: 'places', title: 'Places', kind: 'added' },
      { field: 'text', title: 'Text', kind: 'changed' },
    ]);
    expect(body.items[0].text).toBe('Places added.\nText changed (from 3,000 to 3,500 characters).');
    expect(body.items[1].text).toBe('Title added: “A”.\nText added (3,000 characters).');
  });
});
