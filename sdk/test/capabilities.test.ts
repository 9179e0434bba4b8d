import { describe, expect, it } from 'vitest';
import { createMockServer } from '../src/testing.js';
import { connect, eventually, online, place, withoutJitter } from './support.js';

function stage() {
  const server = createMockServer();
  const { workspace, room } = place(server);
  const tb = connect({ ...server.as('ada'), app: 'pk_acme', getToken: () => 'ada' });
  const asked = () => server.requests.flatMap(({ path, query }) => (path === '/meta' ? [query] : []));
  return { server, workspace, room, tb, asked };
}

/** The user's own channel, on which the server tells of changes. */
const followed = (server: ReturnType<typeof stage>['server']) =>
  eventually(() => expect(server.frames.some(({ op }) => op === 'sub')).toBe(true));

describe('what the server offers in a place', () => {
  it('is asked for once, however many follow', async () => {
    const { workspace, room, tb, asked } = stage();
    const here = { workspace: workspace.id, room: room.id };
    tb.capabilities(here).subscribe(() => {});
    tb.capabilities({ ...here }).subscribe(() => {});
    await online(tb);
    await eventually(() => expect(tb.capabilities(here).state.meta?.name).toBe('Mock'));
    tb.capabilities(here).subscribe(() => {});
    expect(asked()).toEqual([{ ...here, app: 'pk_acme' }]);
  });

  it('changes when the server says so, and is asked for no more once nobody follows', async () => {
    const { server, workspace, tb, asked } = stage();
    const there = tb.capabilities({ workspace: workspace.id });
    const seen: string[][] = [];
    const stop = there.subscribe(({ meta }) => meta && seen.push(Object.keys(meta.plugins)));
    await online(tb);
    await eventually(() => expect(seen).toEqual([[]]));
    await followed(server);
    server.offer({ plugins: { messaging: { version: '1.0.0' } } });
    await eventually(() => expect(seen).toEqual([[], ['messaging']]));
    stop();
    stop();
    server.offer({ plugins: {} });
    await tb.auth.me();
    expect(asked()).toHaveLength(2);
  });

  it('is asked for again after a gap, which may have hidden a change', async () => {
    withoutJitter();
    const { server, tb, asked } = stage();
    const all = tb.capabilities();
    all.subscribe(() => {});
    await online(tb);
    await eventually(() => expect(all.state.meta).toBeDefined());
    server.cut();
    server.offer({ permissions: ['messaging.send'] });
    await eventually(() => expect(all.state.meta?.permissions).toEqual(['messaging.send']));
    expect(asked()).toHaveLength(2);
  });

  it('stays what it was when the question fails, with the reason', async () => {
    const { server, tb } = stage();
    const all = tb.capabilities();
    all.subscribe(() => {});
    await online(tb);
    await eventually(() => expect(all.state.meta).toBeDefined());
    await followed(server);
    server.faults.rateLimited = { times: 1, retryAfter: 60 };
    server.offer({});
    await eventually(() => expect(all.state.error).toMatchObject({ status: 429 }));
    expect(all.state.meta).toBeDefined();
  });

  it('is forgotten with the user, and asked for anew for the next', async () => {
    const { tb, asked } = stage();
    const all = tb.capabilities();
    const seen: unknown[] = [];
    all.subscribe(({ meta }) => seen.push(meta?.name));
    await online(tb);
    await eventually(() => expect(seen).toEqual([undefined, 'Mock']));
    await tb.setUser(() => 'ben');
    await eventually(() => expect(seen).toEqual([undefined, 'Mock', undefined, 'Mock']));
    expect(asked()).toHaveLength(2);
  });

  it('is asked for anew once somebody signs in', async () => {
    const server = createMockServer();
    const tb = connect({ url: server.url, fetch: server.fetch });
    const all = tb.capabilities();
    all.subscribe(() => {});
    await eventually(() => expect(all.state.error ?? all.state.meta).toBeDefined());
    server.offer({ permissions: ['messaging.send'] });
    await tb.auth.register({ email: 'ada@example.org', username: 'ada', password: 'correct horse' });
    await eventually(() => expect(all.state.meta?.permissions).toEqual(['messaging.send']));
  });
});
