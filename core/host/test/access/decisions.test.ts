import type { Actor, Grant } from '@teambrain/core';
import { describe, expect, it } from 'vitest';
import { createAccess } from '../../src/access/access.js';

const actor = (id: string, more: Partial<Actor> = {}): Actor => ({
  kind: 'user',
  id,
  sessionId: `session-${id}`,
  serverRoles: [],
  expiresAt: 0,
  ...more,
});

interface Place {
  version: string;
  grants: Map<string, Grant>;
}

/** Rooms `open` and `shut`, with a message in each, and statements that can be held back. */
function world() {
  const places = new Map<string, Place>();
  const asked: string[][] = [];
  let gate: Promise<void> | undefined;
  const grant = (role: Grant['role'], visible: boolean, version = '0.1'): Grant => ({
    role,
    visible,
    version,
  });
  places.set('open', {
    version: '0.1',
    grants: new Map([
      ['olga', grant('owner', true)],
      ['anna', grant('admin', true)],
      ['mia', grant('member', true)],
      ['vera', grant('viewer', true)],
      ['xaver', grant(null, true)],
    ]),
  });
  places.set('shut', { version: '0.1', grants: new Map([['olga', grant('owner', true)]]) });
  const lines: unknown[] = [];
  const log = { debug: () => undefined, info: (line: unknown) => void lines.push(line) };
  const access = createAccess({ db: { guard: () => undefined }, log });
  access.registerPermissions('notes', [
    {
      name: 'notes.read',
      scope: 'room',
      roles: ['owner', 'admin', 'member', 'viewer'],
      summary: '',
      embed: 'read',
    },
    { name: 'notes.write', scope: 'room', roles: ['owner', 'admin', 'member'], summary: '', embed: 'write' },
    { name: 'notes.view', scope: 'room', roles: ['owner', 'visitor'], summary: '' },
    { name: 'notes.drop', scope: 'room', roles: ['owner'], summary: '' },
    { name: 'notes.plan', scope: 'workspace', roles: ['member'], summary: '', embed: 'read' },
    { name: 'notes.mine', scope: 'account', roles: ['user'], summary: '' },
    { name: 'notes.hello', scope: 'account', roles: ['user', 'guest'], summary: '', embed: 'session' },
    { name: 'notes.manage', scope: 'server', roles: [], summary: '' },
  ]);
  access.registerKind({
    kind: 'room',
    scopeOf: async (id) => ({ scope: 'room', id }),
    async grants(id, actorIds) {
      asked.push([...actorIds]);
      const place = places.get(id);
      const snapshot = place && { version: place.version, grants: new Map(place.grants) };
      await gate;
      return snapshot ?? null;
    },
  });
  access.registerKind({
    kind: 'workspace',
    scopeOf: async (id) => ({ scope: 'workspace', id }),
    grants: async (_, actorIds) => ({
      version: '0.1',
      grants: new Map(actorIds.map((id) => [id, grant('member', true)])),
    }),
  });
  access.registerKind({
    kind: 'note',
    scopeOf: async (id) => (id.startsWith('note-') ? { scope: 'room', id: id.slice(5) } : null),
  });
  return {
    access,
    lines,
    asked,
    places,
    grant,
    hold() {
      let release = () => undefined as undefined;
      gate = new Promise((resolve) => {
        release = () => void resolve() as undefined;
      });
      return () => {
        gate = undefined;
        release();
      };
    },
  };
}

describe('deciding about a room', () => {
  const rows: [string, Record<'olga' | 'anna' | 'mia' | 'vera' | 'xaver' | 'nora', string>][] = [
    [
      'notes.read',
      { olga: 'allow', anna: 'allow', mia: 'allow', vera: 'allow', xaver: 'forbidden', nora: 'hidden' },
    ],
    [
      'notes.write',
      { olga: 'allow', anna: 'allow', mia: 'allow', vera: 'forbidden', xaver: 'forbidden', nora: 'hidden' },
    ],
    [
      'notes.drop',
      {
        olga: 'allow',
        anna: 'forbidden',
        mia: 'forbidden',
        vera: 'forbidden',
        xaver: 'forbidden',
        nora: 'hidden',
      },
    ],
    [
      'notes.view',
      { olga: 'allow', anna: 'allow', mia: 'allow', vera: 'allow', xaver: 'allow', nora: 'hidden' },
    ],
  ];

  it.each(rows)('gives %s to whom it is declared for', async (permission, expected) => {
    const { access } = world();
    for (const [name, outcome] of Object.entries(expected)) {
      for (const target of [
        { kind: 'room', id: 'open' },
        { kind: 'note', id: 'note-open' },
      ])
        expect([name, (await access.decide(actor(name), permission, target)).outcome]).toEqual([
          name,
          outcome,
        ]);
    }
  });

  it('hides what does not exist and asks nobody to sign in for nothing', async () => {
    const { access } = world();
    const nowhere = { kind: 'room', id: 'nowhere' };
    expect((await access.decide(actor('olga'), 'notes.read', nowhere)).outcome).toBe('hidden');
    expect((await access.decide(actor('olga'), 'notes.read', { kind: 'note', id: 'gone' })).outcome).toBe(
      'hidden',
    );
    expect((await access.decide(null, 'notes.read', { kind: 'room', id: 'open' })).outcome).toBe(
      'unauthenticated',
    );
    expect((await access.decide(null, 'notes.mine')).outcome).toBe('unauthenticated');
  });

  it('throws with the status that the refusal has', async () => {
    const { access } = world();
    const open = { kind: 'room', id: 'open' };
    await expect(access.require(null, 'notes.read', open)).rejects.toMatchObject({ status: 401 });
    await expect(access.require(actor('nora'), 'notes.read', open)).rejects.toMatchObject({ status: 404 });
    await expect(access.require(actor('vera'), 'notes.write', open)).rejects.toMatchObject({ status: 403 });
    expect((await access.require(actor('mia'), 'notes.write', open)).role).toBe('member');
    expect(await access.can(actor('vera'), 'notes.write', open)).toBe(false);
  });

  it('lists what an actor holds there', async () => {
    const { access } = world();
    expect(await access.held(actor('vera'), 'room', 'open')).toEqual(['notes.read', 'notes.view']);
    expect(await access.held(actor('nora'), 'room', 'open')).toEqual([]);
    expect(await access.held(null, 'room', 'open')).toEqual([]);
    expect(await access.held(actor('mia'), 'account')).toEqual(['notes.mine', 'notes.hello']);
    expect(await access.held(actor('mia', { serverRoles: ['admin'] }), 'server')).toEqual(['notes.manage']);
  });

  it('gives rights of the account to the kinds of actors named, and to the server itself', async () => {
    const { access } = world();
    const outcome = async (kind: Actor['kind'], permission: string) =>
      (await access.decide(actor('a', { kind }), permission)).outcome;
    expect(await outcome('user', 'notes.mine')).toBe('allow');
    expect(await outcome('guest', 'notes.mine')).toBe('forbidden');
    expect(await outcome('bot', 'notes.hello')).toBe('forbidden');
    expect(await outcome('guest', 'notes.hello')).toBe('allow');
    expect(await outcome('system', 'notes.mine')).toBe('allow');
    expect(await outcome('system', 'notes.manage')).toBe('forbidden');
  });

  it('opens no room to an administrator of the server', async () => {
    const { access } = world();
    const admin = actor('nora', { serverRoles: ['admin'] });
    expect((await access.decide(admin, 'notes.manage')).outcome).toBe('allow');
    expect((await access.decide(actor('olga'), 'notes.manage')).outcome).toBe('forbidden');
    expect((await access.decide(admin, 'notes.read', { kind: 'room', id: 'open' })).outcome).toBe('hidden');
  });
});

describe('a refused privilege', () => {
  it('leaves an audit line with who asked for what, unlike everyday refusals', async () => {
    const { access, lines } = world();
    await access.decide(actor('mia'), 'notes.drop', { kind: 'room', id: 'open' });
    await access.decide(actor('mia'), 'notes.manage');
    await access.decide(actor('vera'), 'notes.write', { kind: 'room', id: 'open' });
    await access.decide(actor('mia'), 'notes.drop', { kind: 'room', id: 'shut' });
    expect(lines).toMatchObject([
      {
        audit: {
          action: 'access.denied',
          actorId: 'mia',
          facts: { permission: 'notes.drop', scopeId: 'open' },
        },
      },
      { audit: { action: 'access.denied', actorId: 'mia', facts: { permission: 'notes.manage' } } },
    ]);
  });
});

describe('sessions of embed apps', () => {
  const guest = (id: string, embed: Partial<NonNullable<Actor['embed']>>) =>
    actor(id, { embed: { appId: 'app', workspaceId: 'w', ...embed } });

  it('reach their rooms with their verbs only', async () => {
    const { access } = world();
    const outcome = async (who: Actor, permission: string, id: string) =>
      (await access.decide(who, permission, { kind: 'room', id })).outcome;
    expect(await outcome(guest('olga', { rooms: ['open'], verbs: ['read'] }), 'notes.read', 'open')).toBe(
      'allow',
    );
    expect(await outcome(guest('olga', { rooms: ['open'], verbs: ['read'] }), 'notes.write', 'open')).toBe(
      'forbidden',
    );
    expect(await outcome(guest('olga', { rooms: ['open'] }), 'notes.write', 'open')).toBe('allow');
    expect(await outcome(guest('olga', { rooms: ['open'] }), 'notes.drop', 'open')).toBe('forbidden');
    expect(await outcome(guest('olga', { rooms: ['open'] }), 'notes.read', 'shut')).toBe('hidden');
    expect(await outcome(guest('olga', { rooms: [] }), 'notes.read', 'open')).toBe('hidden');
    expect(await outcome(guest('olga', {}), 'notes.read', 'shut')).toBe('allow');
  });

  it('reach the workspace of their app and no other', async () => {
    const { access } = world();
    const outcome = async (id: string) =>
      (await access.decide(guest('mia', {}), 'notes.plan', { kind: 'workspace', id })).outcome;
    expect(await outcome('w')).toBe('allow');
    expect(await outcome('other')).toBe('hidden');
  });

  it('never reach the account or the server', async () => {
    const { access } = world();
    const who = { ...guest('olga', {}), serverRoles: ['admin'] };
    expect((await access.decide(who, 'notes.mine')).outcome).toBe('forbidden');
    expect((await access.decide(who, 'notes.hello')).outcome).toBe('allow');
    expect((await access.decide(who, 'notes.manage')).outcome).toBe('forbidden');
    expect(await access.held(guest('olga', { rooms: ['shut'] }), 'room', 'open')).toEqual([]);
  });
});

describe('freshness', () => {
  const open = { kind: 'room', id: 'open' };

  it('reads anew for every decision, and remembers for those that verify the version themselves', async () => {
    const { access, asked, places } = world();
    await access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    await access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    expect(asked).toHaveLength(1);
    places.get('open')?.grants.delete('mia');
    expect((await access.decide(actor('mia'), 'notes.read', open, { fresh: false })).outcome).toBe('allow');
    expect((await access.decide(actor('mia'), 'notes.read', open)).outcome).toBe('hidden');
    expect(asked).toHaveLength(2);
  });

  it('forgets everybody of a scope as soon as it has seen a newer version', async () => {
    const { access, asked, places, grant } = world();
    await access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    places.set('open', { version: '1.1', grants: new Map([['anna', grant('admin', true, '1.1')]]) });
    await access.decide(actor('anna'), 'notes.read', open);
    expect((await access.decide(actor('mia'), 'notes.read', open, { fresh: false })).outcome).toBe('hidden');
    expect(asked).toHaveLength(3);
  });

  it('keeps the newer of two answers that come in the wrong order', async () => {
    const { access, asked, places, grant } = world();
    places.set('open', { version: '2.1', grants: new Map([['anna', grant('admin', true, '2.1')]]) });
    await access.decide(actor('anna'), 'notes.read', open);
    places.set('open', { version: '1.9', grants: new Map([['mia', grant('member', true, '1.9')]]) });
    expect((await access.decide(actor('mia'), 'notes.read', open)).outcome).toBe('allow');
    await access.decide(actor('anna'), 'notes.read', open, { fresh: false });
    expect(asked).toHaveLength(2);
    await access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    expect(asked).toHaveLength(3);
  });

  it('forgets when told, also what is on its way', async () => {
    const { access, asked, hold } = world();
    await access.decide(actor('mia'), 'notes.read', open);
    access.forget('room', 'open');
    const release = hold();
    const slow = access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    access.forget('room', 'open');
    release();
    expect((await slow).outcome).toBe('allow');
    await access.decide(actor('mia'), 'notes.read', open, { fresh: false });
    expect(asked).toHaveLength(3);
  });

  it('shares a statement among those who wait, and none that was sent before the question', async () => {
    const { access, asked, hold, places } = world();
    const release = hold();
    const first = access.decide(actor('mia'), 'notes.read', open);
    await new Promise((resolve) => setImmediate(resolve));
    places.get('open')?.grants.delete('mia');
    const later = ['mia', 'vera', 'anna'].map((name) => access.decide(actor(name), 'notes.read', open));
    release();
    expect((await first).outcome).toBe('allow');
    expect((await Promise.all(later)).map(({ outcome }) => outcome)).toEqual(['hidden', 'allow', 'allow']);
    expect(asked).toEqual([['mia'], ['mia', 'vera', 'anna']]);
  });

  it('survives a statement that fails', async () => {
    const { access, places } = world();
    places.get('open')?.grants.set('boom', undefined as unknown as Grant);
    const broken = new Map(places);
    places.set('open', null as unknown as Place);
    expect((await access.decide(actor('mia'), 'notes.read', open)).outcome).toBe('hidden');
    places.set('open', broken.get('open') as Place);
    expect((await access.decide(actor('mia'), 'notes.read', open)).outcome).toBe('allow');
  });
});

describe('declaring', () => {
  it('refuses a permission or a kind that is declared twice, and one that nobody declared', async () => {
    const { access } = world();
    expect(() =>
      access.registerPermissions('other', [{ name: 'notes.read', scope: 'room', roles: [], summary: '' }]),
    ).toThrow('permission "notes.read" of plugin "other" is already declared by "notes"');
    expect(() => access.registerKind({ kind: 'room', scopeOf: async () => null })).toThrow(
      'already registered',
    );
    await expect(access.decide(actor('mia'), 'notes.fly')).rejects.toThrow('not declared');
    await expect(access.decide(actor('mia'), 'notes.read')).rejects.toThrow('without a room');
    await expect(access.decide(actor('mia'), 'notes.read', { kind: 'ghost', id: '1' })).rejects.toThrow(
      'not registered',
    );
  });

  it('keeps the matrix of all rights with who declared them', () => {
    const { access } = world();
    expect(access.matrix().map(({ plugin, name }) => `${plugin}:${name}`)).toContain('notes:notes.drop');
    expect(access.matrix()).toHaveLength(8);
  });
});
