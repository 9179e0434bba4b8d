import { buildTestServer, testPassword } from '@teambrain/core/testing';
import embedPlugin from '@teambrain/plugin-embed/server';
import messagingPlugin from '@teambrain/plugin-messaging/server';
import presencePlugin from '@teambrain/plugin-presence/server';
import roomsPlugin from '@teambrain/plugin-rooms/server';
import workspacesPlugin from '@teambrain/plugin-workspaces/server';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import type {
  ClientOptions,
  ClientStorage,
  CreatedEmbedApp,
  CreateEmbedApp,
  SocketConstructor,
  TeamBrain,
} from '../src/index.js';
import { memoryStorage } from '../src/index.js';
import type { EmbedTokenInput } from '../src/server.js';
import { signEmbedToken } from '../src/server.js';
import { connect, eventually, online } from './support.js';

const origin = 'https://acme.dev';
let url = '';
let owner: TeamBrain;
let ownerId = '';
let workspaceId = '';

beforeAll(async () => {
  const server = await buildTestServer({
    plugins: [workspacesPlugin, roomsPlugin, messagingPlugin, presencePlugin, embedPlugin],
  });
  ({ url } = await server.listen());
});

/** The first account runs the server; a client of its own for each test, because they are closed after it. */
async function asOwner() {
  owner = connect({ url, WebSocket: WebSocket as unknown as SocketConstructor, storage: memoryStorage() });
  if (workspaceId) return owner.auth.login({ login: 'olga', password: testPassword });
  const account = { email: 'olga@acme.dev', username: 'olga', password: testPassword };
  ownerId = (await owner.auth.register(account)).user.id;
  workspaceId = (await owner.workspaces.create({ name: 'Acme' })).id;
  return owner.rooms.create(workspaceId, { name: 'Lobby', slug: 'lobby', visibility: 'public' });
}

async function appOf(more: Partial<CreateEmbedApp> = {}): Promise<CreatedEmbedApp> {
  await asOwner();
  return owner.apps.create(workspaceId, { name: 'Shop', origins: [origin], ...more });
}

/** A page of the host: its origin goes along, as browsers send it, and its frames can be watched and changed. */
function page(change: (frame: Record<string, unknown>) => object = (frame) => frame) {
  const frames: Record<string, unknown>[] = [];
  let sockets = 0;
  class Socket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { origin });
      sockets++;
    }
    override emit(name: string | symbol, ...args: unknown[]): boolean {
      if (name !== 'message') return super.emit(name, ...args);
      const frame = JSON.parse(String(args[0]));
      frames.push(frame);
      return super.emit(name, Buffer.from(JSON.stringify(change(frame))), ...args.slice(1));
    }
  }
  const fetch: typeof globalThis.fetch = (input, init) =>
    globalThis.fetch(input, { ...init, headers: { ...(init?.headers as object), origin } });
  return {
    frames,
    count: () => sockets,
    options: { fetch, WebSocket: Socket as unknown as SocketConstructor },
  };
}

function visit(app: CreatedEmbedApp, options: Partial<ClientOptions> = {}): TeamBrain {
  const common = { url, app: app.key, storage: memoryStorage(), ...page().options };
  return connect({ ...common, ...options, parts: undefined } as ClientOptions);
}
const tokens = (app: CreatedEmbedApp, sub: string, more: Partial<EmbedTokenInput> = {}) =>
  vi.fn(() => signEmbedToken({ appKey: app.key, secret: app.secret.secret, sub, name: sub, ...more }));
const keptBy = (storage: ClientStorage) =>
  (storage.keys('') as string[]).map((key) => `${key} ${String(storage.get(key))}`);

describe('a signed user', () => {
  it('enters with what the backend signed, however the page was built', async () => {
    const app = await appOf();
    const tb = visit(app, {
      getToken: tokens(app, 'U1', {
        name: 'Ulla',
        avatar: 'https://acme.dev/u.png',
        email: 'ulla@acme.dev',
        rooms: ['lobby'],
        role: 'viewer',
        verbs: ['read'],
        origin,
      }),
    });
    const me = await tb.auth.me();
    expect(me).toMatchObject({ displayName: 'Ulla', avatarUrl: 'https://acme.dev/u.png' });
    const { scope, isGuest } = tb.embed.state;
    expect(isGuest).toBe(false);
    expect(scope).toMatchObject({ key: app.key, workspaceId, verbs: ['read'] });
    const room = await tb.rooms.open(scope?.rooms[0] ?? '');
    expect(room.data.slug).toBe('lobby');
    await expect(room.messages.send({ text: 'may I?' }).done).rejects.toMatchObject({ status: 403 });
  });

  it('is turned away without the right secret, and where no token is sent', async () => {
    const app = await appOf();
    const other = await owner.apps.create(workspaceId, { name: 'Other', origins: [origin] });
    const forged = visit(app, { getToken: tokens(app, 'U1', { secret: other.secret.secret }) });
    await expect(forged.auth.me()).rejects.toMatchObject({ status: 401, code: 'embed_token_invalid' });
    await expect(visit(app).auth.me()).rejects.toMatchObject({ code: 'embed_identity_required' });
  });

  it('renews the session in band, twice and more, without losing the socket', async () => {
    const app = await appOf();
    const getToken = tokens(app, 'U1');
    // As if sessions lived for two seconds.
    const { frames, count, options } = page((frame) =>
      frame.op === 'ready'
        ? { ...frame, expiresAt: new Date(Date.parse(String(frame.serverTime)) + 2_000).toISOString() }
        : frame,
    );
    const tb = visit(app, { getToken, ...options });
    const statuses: string[] = [];
    tb.on('status', (status) => statuses.push(status));
    const room = await tb.rooms.open({ workspace: workspaceId, slug: 'lobby' });
    await room.channel.ready;
    const heard: string[] = [];
    room.on('message.created', ({ message }) => heard.push(message.text));
    await eventually(() => expect(frames.filter(({ op }) => op === 'ready').length).toBeGreaterThan(2));
    expect(getToken.mock.calls.length).toBeGreaterThan(2);
    await room.messages.send({ text: 'still here' }).done;
    await eventually(() => expect(heard).toEqual(['still here']));
    expect(statuses).toEqual(['connecting', 'online']);
    expect(count()).toBe(1);
  });

  it('is signed by either secret while one replaces the other', async () => {
    const app = await appOf();
    const next = await owner.apps.rotateSecret(app.id);
    for (const secret of [app.secret.secret, next.secret]) {
      expect((await visit(app, { getToken: tokens(app, 'U1', { secret }) }).auth.me()).displayName).toBe(
        'U1',
      );
    }
    await owner.apps.deleteSecret(app.id, app.secret.id);
    await expect(visit(app, { getToken: tokens(app, 'U1') }).auth.me()).rejects.toMatchObject({
      status: 401,
    });
    expect((await owner.apps.get(app.id)).secrets.map(({ id }) => id)).toEqual([next.id]);
  });
});

describe('a guest who signs in, and out', () => {
  const desk = () =>
    appOf({ identity: 'optional', guests: 'write', conversation: 'perVisitor', staff: [ownerId] });

  it('keeps what they wrote, and leaves none of it to who comes next', async () => {
    await asOwner();
    const app = await desk();
    const storage = memoryStorage();
    const tb = visit(app, { storage });
    await online(tb);
    const guestId = tb.user?.id;
    const roomId = tb.embed.state.scope?.rooms[0] ?? '';
    const room = await tb.rooms.open(roomId);
    for (const text of ['one', 'two', 'three']) await room.messages.send({ text: `${text}, secretly` }).done;

    await tb.setUser(tokens(app, 'U1'));
    await eventually(() => expect(tb.status).toBe('online'));
    const u1 = tb.user?.id;
    expect(u1).not.toBe(guestId);
    expect(await tb.embed.merge()).toEqual({ rooms: [roomId], messages: 3 });
    expect(tb.embed.state.scope?.rooms).toContain(roomId);
    const mine = await tb.rooms.open(roomId);
    const timeline = mine.messages.timeline();
    await timeline.ready;
    expect(timeline.state.items.map(({ message }) => [message.text, message.author.id])).toEqual(
      ['one', 'two', 'three'].map((text) => [`${text}, secretly`, u1]),
    );

    await tb.signOut();
    expect(keptBy(storage)).toEqual([]);
    expect([tb.user, tb.embed.state.scope, timeline.state.items]).toEqual([null, undefined, []]);

    await tb.setUser(tokens(app, 'U2'));
    await online(tb);
    expect(tb.user?.id).not.toBe(u1);
    expect(tb.embed.state.scope?.rooms).not.toContain(roomId);
    await expect(tb.rooms.open(roomId)).rejects.toMatchObject({ status: 404 });
    for (const { id } of await tb.rooms.list(workspaceId).toArray()) {
      expect((await (await tb.rooms.open(id)).messages.window()).items).toEqual([]);
    }
    expect(await tb.embed.hasGuest()).toBe(false);
  });

  it('is nobody without the secret: an id alone opens nothing', async () => {
    await asOwner();
    const app = await desk();
    const storage = memoryStorage();
    const { id } = await visit(app, { storage }).auth.me();
    const thief = visit(app);
    const stolen = { appKey: app.key, guest: { id, secret: 'x'.repeat(43) } };
    await expect(
      globalThis.fetch(`${url}/v1/embed/session`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify(stolen),
      }),
    ).resolves.toMatchObject({ status: 401 });
    const [key = ''] = storage.keys('teambrain:guest:') as string[];
    thief.storage.set(key, JSON.stringify(stolen.guest));
    expect((await thief.auth.me()).id).not.toBe(id);
    expect((await visit(app, { storage }).auth.me()).id).toBe(id);
  });

  it('is merged once, and two signed users never are', async () => {
    await asOwner();
    const app = await desk();
    const storage = memoryStorage();
    const tb = visit(app, { storage });
    await tb.auth.me();
    const [kept = ''] = keptBy(storage);
    const [key = '', ...value] = kept.split(' ');
    await tb.setUser(tokens(app, 'U3'));
    await tb.embed.merge();
    storage.set(key, value.join(' '));
    await expect(tb.embed.merge()).rejects.toMatchObject({ status: 409, code: 'embed_guest_merged' });

    const other = visit(app, { getToken: tokens(app, 'U4') });
    const { id } = await other.auth.me();
    storage.set(key, JSON.stringify({ id, secret: 'x'.repeat(43) }));
    await expect(tb.embed.merge()).rejects.toMatchObject({ code: 'embed_guest_invalid' });
    expect((await other.auth.me()).id).toBe(id);
    expect((await tb.auth.me()).displayName).toBe('U3');
  });
});

describe('what the server offers', () => {
  it('is followed by open clients within two seconds of a switch', async () => {
    const app = await appOf();
    const tb = visit(app, { getToken: tokens(app, 'U1') });
    const lobby = await tb.rooms.open({ workspace: workspaceId, slug: 'lobby' });
    const here = tb.capabilities({ workspace: workspaceId, room: lobby.id });
    const hasPresence = () => here.state.meta && 'presence' in here.state.meta.plugins;
    here.subscribe(() => {});
    await lobby.channel.ready;
    await eventually(() => expect(hasPresence()).toBe(true));
    const flip = (enabled: boolean) =>
      owner.request('PATCH', '/admin/plugins', { body: { plugin: 'presence', enabled } });
    await flip(false);
    const since = Date.now();
    await eventually(() => expect(hasPresence()).toBe(false));
    expect(Date.now() - since).toBeLessThan(2_000);
    await flip(true);
    await eventually(() => expect(hasPresence()).toBe(true));
  });
});
