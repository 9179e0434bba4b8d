import { json } from '@teambrain/client';
import type { User } from '@teambrain/protocol';
import { msgpack } from '../msgpack.js';
import type { EmbedApp } from './embed.js';
import type { Faults } from './faults.js';
import { meet, Refusal } from './faults.js';
import type { Model } from './model.js';
import { createRoutes, findRoute } from './routes.js';
import type { Sessions } from './sessions.js';

export interface LoggedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
}

/** Answers requests like the server does, without a network. */
export function createMockFetch(options: {
  model: Model;
  sessions: Sessions;
  embed: EmbedApp;
  faults: Faults;
  log: LoggedRequest[];
  meta(): unknown;
  onLogout(user: User): void;
}): typeof globalThis.fetch {
  const { model, sessions, faults } = options;
  const routes = createRoutes(model);

  function handle(request: LoggedRequest, token: string | undefined): { status: number; value?: unknown } {
    const { method, path, query } = request;
    // biome-ignore lint/suspicious/noExplicitAny: bodies are not checked here
    const body = request.body as any;
    const anonymous = /^\/(auth\/(register|login|refresh|setup)|embed\/session)$/.test(path);
    meet(faults, anonymous);
    if (path === '/auth/register') return { status: 201, value: sessions.register(body) };
    if (path === '/auth/login') return { status: 200, value: sessions.login(body) };
    if (path === '/auth/refresh') return { status: 200, value: sessions.refresh(body?.refreshToken) };
    if (path === '/embed/session') return { status: 200, value: options.embed.open(body) };
    if (path === '/meta') return { status: 200, value: options.meta() };
    const user = sessions.verify(token);
    if (path === '/embed/merge') return { status: 200, value: options.embed.merge(user, body) };
    if (path === '/auth/me')
      return { status: 200, value: { ...user, roles: [], createdAt: new Date(0).toISOString() } };
    if (path === '/auth/sessions') return { status: 200, value: { items: [], nextCursor: null } };
    if (path.startsWith('/auth/logout')) {
      sessions.end(token as string);
      options.onLogout(user);
      return { status: 204 };
    }
    const { handler, params } = findRoute(routes, method, path);
    if (method === 'POST' && path.endsWith('/messages') && faults.refuse(body.text)) {
      throw new Refusal(422, 'message_refused', 'This message is not allowed here.');
    }
    const value = handler({ userId: user.id, params, query, body });
    if (method !== 'GET' && faults.dropResponse > 0) {
      faults.dropResponse--;
      throw new TypeError('fetch failed');
    }
    return { status: value === undefined ? 204 : 200, value };
  }

  return async (input, init = {}) => {
    const url = new URL(String(input));
    const headers = new Headers(init.headers);
    if (faults.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, faults.delayMs));
    init.signal?.throwIfAborted();
    if (faults.offline) throw new TypeError('fetch failed');
    const packed = headers.get('accept')?.startsWith(msgpack.contentType) ?? false;
    const codec = packed ? msgpack : json;
    const request: LoggedRequest = {
      method: init.method ?? 'GET',
      path: url.pathname.replace(/^\/v1/, ''),
      query: Object.fromEntries(url.searchParams),
      body: init.body ? codec.decode(init.body as string | Uint8Array) : undefined,
    };
    options.log.push(request);
    const requestId = `mock-${options.log.length}`;
    const token = headers.get('authorization')?.slice(7);
    const answer = (status: number, value: unknown, extra: Record<string, string> = {}) =>
      new Response(value === undefined ? null : codec.encode(value), {
        status,
        headers: { 'x-request-id': requestId, 'content-type': codec.contentType, ...extra },
      });
    try {
      const { status, value } = handle(request, token);
      return answer(status, value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message: detail, retryAfter } = error;
      return answer(
        status,
        { type: 'about:blank', title: detail, detail, status, code, requestId, retryAfter },
        retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
      );
    }
  };
}
