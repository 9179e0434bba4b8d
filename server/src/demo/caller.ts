import type { TeamBrainServer } from '@teambrain/core';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** An account that uses the API of a server in the same process, past no check. */
export interface Caller {
  id: string;
  call<T>(method: Method, path: string, body?: object): Promise<T>;
}

export async function signIn(server: TeamBrainServer, login: string, password: string): Promise<Caller> {
  const made = await ask<{ accessToken: string; user: { id: string } }>(
    server,
    'POST',
    '/auth/login',
    undefined,
    {
      login,
      password,
    },
  );
  return {
    id: made.user.id,
    call: (method, path, body) => ask(server, method, path, made.accessToken, body),
  };
}

async function ask<T>(
  server: TeamBrainServer,
  method: Method,
  path: string,
  token: string | undefined,
  body?: object,
): Promise<T> {
  const answer = await server.app.inject({
    // An address for documentation: the sample people's sign-ins spend nobody's limit.
    remoteAddress: '192.0.2.1',
    method,
    url: `/v1${path}`,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    ...(body ? { payload: body } : {}),
  });
  if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`);
  // Answers without a body: nobody waits for a value of them.
  return answer.body === '' ? (undefined as T) : answer.json<T>();
}
