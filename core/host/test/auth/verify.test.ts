import { describe, expect, it } from 'vitest';
import type { SessionState } from '../../src/auth/session-repository.js';
import { createSessionStates } from '../../src/auth/session-states.js';
import type { Claims } from '../../src/auth/tokens.js';
import { createVerify } from '../../src/auth/verify.js';
import type { Bus } from '../../src/bus/contract.js';

const claims: Claims = { sub: 'ann', sid: 's1', jti: 'j', tv: 3, typ: 'access', iat: 1, exp: 9 };
const state: SessionState = {
  id: 's1',
  userId: 'ann',
  kind: 'user',
  serverRoles: ['admin'],
  tokenVersion: 3,
  embed: null,
  alive: true,
};

function setUp(present: SessionState | null = state, given: Claims = claims) {
  const asked: string[][] = [];
  const published: string[] = [];
  let hear: (payload: Buffer) => void = () => undefined;
  const bus = {
    publish: (_: string, payload: string) => void published.push(payload),
    subscribe: (_: string, handler: (payload: Buffer) => void) => {
      hear = handler;
      return () => undefined;
    },
  } as unknown as Bus;
  const rows = { present };
  const states = createSessionStates(
    {
      async states(ids) {
        asked.push([...ids]);
        const found = rows.present;
        await new Promise((resolve) => setImmediate(resolve));
        return found ? ids.map((id) => ({ ...found, id })) : [];
      },
    },
    bus,
  );
  const tokens = () =>
    ({ verify: () => given }) as unknown as Parameters<typeof createVerify>[0] extends () => infer T
      ? T
      : never;
  return {
    verify: createVerify(tokens, states),
    states,
    asked,
    published,
    rows,
    hear: (text: string) => hear(Buffer.from(text)),
  };
}

describe('who a token stands for', () => {
  it('is its account, with what the session says', async () => {
    expect(await setUp().verify('t')).toEqual({
      kind: 'user',
      id: 'ann',
      sessionId: 's1',
      serverRoles: ['admin'],
      expiresAt: 9,
    });
    const embed = { appId: 'app', workspaceId: 'w' };
    const actor = await setUp({ ...state, embed }, { ...claims, typ: 'embed' }).verify('t');
    expect(actor.embed).toEqual(embed);
  });

  it.each<[string, SessionState | null, Claims, string]>([
    ['without a session', null, claims, 'session_revoked'],
    ['whose session has ended', { ...state, alive: false }, claims, 'session_revoked'],
    ['of another account than its session', { ...state, userId: 'ben' }, claims, 'session_revoked'],
    ['from before the password changed', { ...state, tokenVersion: 4 }, claims, 'session_revoked'],
    ['of an embed app for a session of one’s own', state, { ...claims, typ: 'embed' }, 'unauthenticated'],
    [
      'of one’s own for a session of an embed app',
      { ...state, embed: { appId: 'a', workspaceId: 'w' } },
      claims,
      'unauthenticated',
    ],
  ])('is nobody for a token %s', async (_, present, given, code) => {
    await expect(setUp(present, given).verify('t')).rejects.toMatchObject({ code, status: 401 });
  });
});

describe('what is remembered of sessions', () => {
  it('is asked once for all who wait, and believed for a second', async () => {
    const { states, asked } = setUp();
    await Promise.all(['s1', 's2', 's1', 's3'].map((id) => states.get(id)));
    await states.get('s1');
    expect(asked).toEqual([['s1', 's2', 's3']]);
  });

  it('goes when the session ends here or elsewhere, also while the answer is on its way', async () => {
    const { states, hear, published, asked } = setUp();
    const heard: string[] = [];
    const stop = states.onEnded((id) => heard.push(id));
    await states.get('s1');
    states.end(['s1', 's2']);
    expect(published).toEqual(['s1,s2']);
    expect(await states.get('s1')).toBeNull();
    const late = states.get('s3');
    await Promise.resolve();
    hear('s3,s4');
    expect(await late).toBeNull();
    expect(heard).toEqual(['s1', 's2', 's3', 's4']);
    stop();
    states.end(['s5']);
    expect(heard).toHaveLength(4);
    expect(asked).toHaveLength(2);
  });

  it('is told in hints that fit into a notification', () => {
    const { states, published } = setUp();
    states.end(
      Array.from({ length: 400 }, (_, index) => `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`),
    );
    expect(published).toHaveLength(3);
    expect(Math.max(...published.map((text) => text.length))).toBeLessThan(7_000);
  });
});
