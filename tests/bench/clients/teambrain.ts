import { WebSocket } from 'ws';
import type { LoadClient } from './contract.js';

interface Account {
  token: string;
  sockets: number;
  rooms: Set<string>;
}

/** Sockets one account opens before the next account is made (the server's default allows 20). */
const socketsPerAccount = 20;

/** Real accounts in a real workspace; everything the product does for a message is switched on. */
export function teambrainClient(port: number): LoadClient {
  const base = `http://127.0.0.1:${port}/v1`;
  const accounts: Account[] = [];
  const rooms = new Map<string, string>();
  let workspaceId = '';
  const stamp = Date.now().toString(36);

  const call = async <T>(method: string, path: string, token: string | null, body?: unknown): Promise<T> => {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? (undefined as T) : ((await response.json()) as T);
  };

  const register = async () => {
    const username = `bench-${stamp}-${accounts.length}`;
    const body = { email: `${username}@example.com`, username, password: `correct horse ${username}` };
    const made = await call<{ accessToken: string; user: { id: string } }>(
      'POST',
      '/auth/register',
      null,
      body,
    );
    const account = { token: made.accessToken, sockets: 0, rooms: new Set<string>(), id: made.user.id };
    accounts.push(account);
    if (workspaceId === '') {
      const workspace = { name: `Bench ${stamp}`, slug: `bench-${stamp}` };
      workspaceId = (await call<{ id: string }>('POST', '/workspaces', account.token, workspace)).id;
    } else {
      const member = { userId: account.id, role: 'member' };
      await call('POST', `/workspaces/${workspaceId}/members`, accounts[0]?.token as string, member);
    }
    return account;
  };

  /** An account with a place for a socket in a room that it has joined. */
  async function seat(name: string): Promise<{ account: Account; room: string }> {
    const room = await roomId(name);
    const last = accounts.at(-1);
    const account = last && last.sockets < socketsPerAccount ? last : await register();
    account.sockets += 1;
    if (!account.rooms.has(room) && account !== accounts[0])
      await call('POST', `/rooms/${room}/join`, account.token, {});
    account.rooms.add(room);
    return { account, room };
  }

  /** Seats are given one after the other, so that sockets may connect at once. */
  let seated: Promise<unknown> = Promise.resolve();
  function nextSeat(name: string) {
    const given = seated.then(() => seat(name));
    seated = given.catch(() => {});
    return given;
  }

  const roomId = async (name: string): Promise<string> => {
    const known = rooms.get(name);
    if (known) return known;
    if (accounts.length === 0) await register();
    const body = { name, visibility: 'public', maxMembers: 10_000 };
    const room = await call<{ id: string }>(
      'POST',
      `/workspaces/${workspaceId}/rooms`,
      accounts[0]?.token as string,
      body,
    );
    rooms.set(name, room.id);
    return room.id;
  };

  const through = (socketPort: number): LoadClient => ({
    through,
    async connect(name, received) {
      const { account, room } = await nextSeat(name);
      const channel = `room:${room}`;
      const socket = new WebSocket(`ws://127.0.0.1:${socketPort}/v1/ws`, 'teambrain.v1.json', {
        perMessageDeflate: false,
      });
      const acks = new Map<number, (frame: { op: string; code?: string }) => void>();
      let next = 0;
      return new Promise((resolve, reject) => {
        const ask = (frame: object) =>
          new Promise<void>((done, failed) => {
            next += 1;
            acks.set(next, (answer) => (answer.op === 'err' ? failed(new Error(answer.code)) : done()));
            socket.send(JSON.stringify({ ...frame, id: next, channel }));
          });
        socket.once('error', reject);
        socket.on('message', (data) => {
          const frame = JSON.parse(String(data)) as {
            op: string;
            id?: number;
            type?: string;
            data?: { text: string };
          };
          if (frame.op === 'event') {
            if (frame.type === 'message.created') received(frame.data?.text as string);
          } else if (frame.id !== undefined) {
            acks.get(frame.id)?.(frame);
            acks.delete(frame.id);
          } else if (frame.op === 'hello') socket.send(JSON.stringify({ op: 'auth', token: account.token }));
          else if (frame.op === 'ready') {
            const send = (text: string) =>
              ask({ op: 'do', action: 'messaging.send', clientId: crypto.randomUUID(), data: { text } });
            ask({ op: 'sub' }).then(() => resolve({ send, close: () => socket.terminate() }), reject);
          }
        });
      });
    },
    async http(name) {
      const room = await roomId(name);
      const headers = { authorization: `Bearer ${accounts[0]?.token}`, 'content-type': 'application/json' };
      const url = `${base}/rooms/${room}/messages?limit=50`;
      return {
        history: {
          url,
          headers: { authorization: headers.authorization },
          before: ({ seq }) => `${url}&before=${seq}`,
        },
        send: {
          url: `${base}/rooms/${room}/messages`,
          headers,
          body: (text) => JSON.stringify({ text, clientId: crypto.randomUUID() }),
        },
      };
    },
  });
  return through(port);
}
