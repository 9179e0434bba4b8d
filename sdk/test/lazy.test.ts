import { describe, expect, it } from 'vitest';
import { connect } from './support.js';

interface Asked {
  method: string;
  path: string;
  type: string | null;
  body: unknown;
}

/** A server that answers by the path, and remembers what it was asked. */
function answering(answers: Record<string, unknown>) {
  const asked: Asked[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const path = url.replace(/^.*\/v1/, '');
    const { body, method = 'GET' } = init;
    asked.push({ method, path, type: new Headers(init.headers).get('content-type'), body });
    const answer = answers[path];
    const type = typeof answer === 'string' ? 'text/calendar; charset=utf-8' : 'application/json';
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}), {
      headers: { 'content-type': type },
    });
  }) as typeof globalThis.fetch;
  return { asked, tb: connect({ url: 'https://chat.acme.dev', fetch, getToken: () => 'token' }) };
}

describe('what loads with its first call', () => {
  it('asks for a list when it is awaited or iterated, page by page', async () => {
    const { tb, asked } = answering({
      '/events/e1/permissions': { items: [1, 2], nextCursor: 'c2' },
      '/events/e1/permissions?cursor=c2': { items: [3], nextCursor: null },
    });
    const list = tb.events.permissions('e1');
    await Promise.resolve();
    expect(asked).toEqual([]);
    expect((await list).items).toEqual([1, 2]);
    expect(await list.toArray()).toEqual([1, 2, 3]);
    expect(asked.map(({ path }) => path)).toEqual([
      '/events/e1/permissions',
      '/events/e1/permissions?cursor=c2',
    ]);
  });

  it('keeps what it has of its own, and is no promise', async () => {
    const { tb, asked } = answering({ '/workspaces/acme': { id: 'w1' } });
    expect(await tb.workspaces).toBe(tb.workspaces);
    expect(await tb.events).toBe(tb.events);
    expect(await tb.workspaces.get('acme')).toEqual({ id: 'w1' });
    await tb.workspaces.setRole('acme', 'u1', 'admin');
    expect(asked.at(-1)).toMatchObject({
      method: 'PATCH',
      path: '/workspaces/acme/members/u1',
      body: '{"role":"admin"}',
    });
  });

  it('rejects a call that it does not have, as the language would throw', async () => {
    const { tb } = answering({});
    const unknown = tb.events as unknown as { nothing(): Promise<void> };
    await expect(unknown.nothing()).rejects.toBeInstanceOf(TypeError);
  });

  it('says times as instants, whether they were given as dates or texts', async () => {
    const { tb, asked } = answering({});
    const from = new Date(Date.UTC(2026, 10, 1));
    await tb.events.freeBusy('acme', { from, to: '2026-12-01', users: ['u1', 'u2'] });
    const { pathname, searchParams } = new URL(asked[0]?.path ?? '', 'https://x');
    expect(pathname).toBe('/workspaces/acme/free-busy');
    expect(Object.fromEntries(searchParams)).toEqual({
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01',
      users: 'u1,u2',
    });
  });
});

it('sends a file as it is, and gives a text back as a text', async () => {
  const { tb, asked } = answering({ '/rooms/r1/events.ics': 'BEGIN:VCALENDAR' });
  expect(await tb.request('GET', '/rooms/r1/events.ics')).toBe('BEGIN:VCALENDAR');
  const body = new Blob(['BEGIN:VCALENDAR'], { type: 'text/calendar' });
  await tb.request('POST', '/rooms/r1/events/import', { body });
  expect(asked.at(-1)).toMatchObject({ type: 'text/calendar', body });
});
