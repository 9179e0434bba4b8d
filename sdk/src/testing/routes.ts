import type { Page } from '@teambrain/protocol';
import { Refusal } from './faults.js';
import type { Model } from './model.js';

export interface Call {
  userId: string;
  params: string[];
  query: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: a stand-in does not check bodies, the real server does
  body: any;
}
type Handler = (call: Call) => unknown;
export type Route = [method: string, pattern: RegExp, handler: Handler];

const id = '([^/]+)';
const at = (path: string) => new RegExp(`^${path.replaceAll(':id', id)}$`);

/** A page of a list, with the index of the next item as cursor. */
export function pageOf<T>(items: T[], { limit = '50', cursor = '0' }: Record<string, string>): Page<T> {
  const end = Number(cursor) + Number(limit);
  return { items: items.slice(Number(cursor), end), nextCursor: end < items.length ? String(end) : null };
}

const numbers = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([key, value]) => [key, Number(value)]));

/** Routes of the official plugins, as far as tests of clients need them. */
export function createRoutes(model: Model): Route[] {
  const mine = (workspaceId: string, userId: string, isMine: boolean) =>
    model
      .rooms(workspaceId)
      .filter(({ room, members }) =>
        isMine ? members.has(userId) : !members.has(userId) && room.visibility === 'public',
      )
      .map(({ room }) => model.roomFor(room.id, userId));

  return [
    ['GET', at('/workspaces'), ({ query }) => pageOf(model.workspaces(), query)],
    ['POST', at('/workspaces'), ({ body }) => model.createWorkspace(body.name)],
    ['GET', at('/workspaces/:id'), ({ params: [one = ''] }) => model.workspace(one)],
    [
      'GET',
      at('/workspaces/:id/rooms'),
      ({ params: [one = ''], query, userId }) => {
        const rooms = mine(model.workspace(one).id, userId, query.discover !== 'true');
        return pageOf(query.slug ? rooms.filter(({ slug }) => slug === query.slug) : rooms, query);
      },
    ],
    [
      'POST',
      at('/workspaces/:id/rooms'),
      ({ params: [one = ''], body, userId }) => {
        const { id: roomId } = model.createRoom(model.workspace(one).id, body, [userId]);
        return model.roomFor(roomId, userId);
      },
    ],
    ['GET', at('/rooms/:id'), ({ params: [room = ''], userId }) => model.roomFor(room, userId)],
    [
      'PATCH',
      at('/rooms/:id'),
      ({ params: [room = ''], body, userId }) => {
        model.updateRoom(room, body, userId);
        return model.roomFor(room, userId);
      },
    ],
    [
      'POST',
      at('/rooms/:id/join'),
      ({ params: [room = ''], userId }) => {
        model.join(room, userId);
        return model.roomFor(room, userId);
      },
    ],
    ['POST', at('/rooms/:id/leave'), ({ params: [room = ''], userId }) => model.remove(room, userId)],
    [
      'GET',
      at('/rooms/:id/members'),
      ({ params: [room = ''], query }) =>
        pageOf(
          model.members(room).map((user) => ({ user, role: 'member', joinedAt: new Date(0).toISOString() })),
          query,
        ),
    ],
    [
      'PUT',
      at('/rooms/:id/read'),
      ({ params: [room = ''], userId, body }) => model.read(room, userId, body.seq, body.force),
    ],
    ['GET', at('/rooms/:id/unread'), ({ params: [room = ''], userId }) => model.readState(room, userId)],
    ['GET', at('/rooms/:id/presence'), () => ({ items: [], nextCursor: null })],
    [
      'GET',
      at('/rooms/:id/messages'),
      ({ params: [room = ''], query, userId }) => {
        model.memberOf(room, userId);
        return model.window(room, numbers(query));
      },
    ],
    [
      'POST',
      at('/rooms/:id/messages'),
      ({ params: [room = ''], userId, body }) => model.send(room, userId, body).message,
    ],
    [
      'GET',
      at('/rooms/:id/messages/search'),
      ({ params: [room = ''], query }) =>
        pageOf(
          model
            .list((one) => one.roomId === room && one.text.includes(query.q ?? ''))
            .map((message) => ({ message, snippet: message.text, matches: [] })),
          query,
        ),
    ],
    ['GET', at('/messages/:id'), ({ params: [one = ''], userId }) => model.message(one, userId)],
    [
      'PATCH',
      at('/messages/:id'),
      ({ params: [one = ''], userId, body }) => model.edit(one, userId, body.text),
    ],
    ['DELETE', at('/messages/:id'), ({ params: [one = ''], userId }) => model.delete(one, userId)],
    [
      'GET',
      at('/messages/:id/replies'),
      ({ params: [one = ''], query }) =>
        pageOf(
          model.list((m) => m.threadId === one),
          query,
        ),
    ],
    ['GET', at('/messages/:id/history'), () => ({ items: [], nextCursor: null })],
    [
      'PUT',
      at('/messages/:id/reactions/:id'),
      ({ params: [one = '', emoji = ''], userId }) => model.react(one, userId, emoji, true),
    ],
    [
      'DELETE',
      at('/messages/:id/reactions/:id'),
      ({ params: [one = '', emoji = ''], userId }) => void model.react(one, userId, emoji, false),
    ],
    ['PUT', at('/messages/:id/pin'), ({ params: [one = ''], userId }) => model.pin(one, userId, true)],
    [
      'DELETE',
      at('/messages/:id/pin'),
      ({ params: [one = ''], userId }) => void model.pin(one, userId, false),
    ],
  ];
}

export function findRoute(
  routes: Route[],
  method: string,
  path: string,
): { handler: Handler; params: string[] } {
  for (const [verb, pattern, handler] of routes) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match) return { handler, params: match.slice(1).map(decodeURIComponent) };
  }
  throw new Refusal(404, 'not_found', `The mock server has no route ${method} ${path}.`);
}
