/** An account with the few calls that system tests need, over plain HTTP. */
export interface Account {
  id: string;
  username: string;
  token: string;
  call<T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
  /** The same account, served by another instance. */
  at(url: string): Account;
}

export interface Answer<T> {
  status: number;
  body: T;
  headers: Headers;
}

let count = 0;

export async function request<T>(
  url: string,
  method: string,
  path: string,
  token?: string,
  body?: unknown,
): Promise<Answer<T>> {
  const response = await fetch(`${url}/v1${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    headers: response.headers,
  };
}

function account(url: string, facts: { id: string; username: string; token: string }): Account {
  return {
    ...facts,
    call: (method, path, body) => request(url, method, path, facts.token, body),
    at: (other) => account(other, facts),
  };
}

export async function register(url: string): Promise<Account> {
  count += 1;
  const username = `user-${process.pid}-${count}`;
  const body = { email: `${username}@example.com`, username, password: `a long phrase of ${username}` };
  const made = await request<{ accessToken: string; user: { id: string } }>(
    url,
    'POST',
    '/auth/register',
    undefined,
    body,
  );
  if (made.status !== 201) throw new Error(`register: ${made.status} ${JSON.stringify(made.body)}`);
  return account(url, { id: made.body.user.id, username, token: made.body.accessToken });
}

/** Expects a success and gives its body. */
export async function must<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

export interface Scene {
  workspaceId: string;
  roomIds: string[];
  owner: Account;
  members: Account[];
}

/** A workspace of `members` accounts beside the owner, all of them in each of `rooms` private rooms. */
export async function scene(url: string, options: { members: number; rooms: number }): Promise<Scene> {
  const owner = await register(url);
  const slug = `w-${owner.username}`;
  const { id: workspaceId } = await must(
    owner.call<{ id: string }>('POST', '/workspaces', { name: slug, slug }),
  );
  const members: Account[] = [];
  for (let i = 0; i < options.members; i++) {
    const member = await register(url);
    members.push(member);
    await must(
      owner.call('POST', `/workspaces/${workspaceId}/members`, { userId: member.id, role: 'member' }),
    );
  }
  const roomIds: string[] = [];
  for (let i = 0; i < options.rooms; i++) {
    const body = { name: `Room ${i}`, visibility: 'private', maxMembers: 1000 };
    const room = await must(owner.call<{ id: string }>('POST', `/workspaces/${workspaceId}/rooms`, body));
    roomIds.push(room.id);
    for (const member of members) {
      await must(owner.call('POST', `/rooms/${room.id}/members`, { userId: member.id, role: 'member' }));
    }
  }
  return { workspaceId, roomIds, owner, members };
}
