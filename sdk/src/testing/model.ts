import { uuidv7 } from '@teambrain/client';
import type { Message, MessageWindow, SendMessage } from '@teambrain/plugin-messaging/shared';
import type { CreateRoom, ReadState, Room } from '@teambrain/plugin-rooms/shared';
import type { Workspace } from '@teambrain/plugin-workspaces/shared';
import type { EventFrame, User } from '@teambrain/protocol';
import { Refusal } from './faults.js';
import { createLog } from './log.js';

const now = () => new Date().toISOString();
const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** People, workspaces, rooms and messages, with the rules that the real server keeps about them. */
export function createModel(onEvent: (frame: EventFrame) => void) {
  const users = new Map<string, User>();
  const workspaces = new Map<string, Workspace>();
  const rooms = new Map<string, { room: Room; members: Set<string>; read: Map<string, number> }>();
  const messages = new Map<string, Message & { clientId?: string; sent: string }>();
  const log = createLog(onEvent);

  function user(username: string): User {
    const known = [...users.values()].find((one) => one.username === username);
    if (known) return known;
    const made: User = { id: uuidv7(), username, displayName: username, kind: 'user' };
    users.set(made.id, made);
    return made;
  }

  function guest(displayName: string): User {
    const id = uuidv7();
    const made: User = { id, username: `guest-${id.slice(-8)}`, displayName, kind: 'guest' };
    users.set(id, made);
    return made;
  }

  const missing = (what: string) => new Refusal(404, 'not_found', `There is no such ${what}.`);
  function workspace(idOrSlug: string): Workspace {
    const found = [...workspaces.values()].find(({ id, slug }) => id === idOrSlug || slug === idOrSlug);
    if (!found) throw missing('workspace');
    return found;
  }
  function entry(roomId: string) {
    const found = rooms.get(roomId);
    if (!found) throw missing('room');
    return found;
  }
  function memberOf(roomId: string, userId: string) {
    const found = entry(roomId);
    if (!found.members.has(userId)) throw missing('room');
    return found;
  }
  function message(id: string, userId: string) {
    const found = messages.get(id);
    if (!found) throw missing('message');
    memberOf(found.roomId, userId);
    return found;
  }

  const inRoom = (roomId: string) => [...messages.values()].filter((one) => one.roomId === roomId);
  const publicRoom = (roomId: string): Room => ({
    ...entry(roomId).room,
    memberCount: entry(roomId).members.size,
    seq: log.head(`room:${roomId}`),
  });
  function readState(roomId: string, userId: string): ReadState {
    const readSeq = entry(roomId).read.get(userId) ?? 0;
    const above = inRoom(roomId).filter(
      (one) => one.seq > readSeq && !one.deletedAt && one.author.id !== userId,
    );
    return {
      roomId,
      readSeq,
      unread: above.length,
      mentions: above.filter((one) => one.mentions.includes(userId)).length,
    };
  }
  function roomFor(roomId: string, userId: string): Room {
    const { roomId: _, ...state } = readState(roomId, userId);
    return { ...publicRoom(roomId), ...state, role: entry(roomId).members.has(userId) ? 'member' : null };
  }
  function stored({ sent: _sent, clientId: _clientId, ...one }: Message & { sent: string }): Message {
    return structuredClone(one);
  }

  function changed(type: string, one: Message & { sent: string }, actor: string, clientId?: string): number {
    return log.append(`room:${one.roomId}`, {
      type,
      actor,
      clientId,
      render: () => ({ ...stored(one), ...threadOf(one) }),
    });
  }
  function threadOf(one: Message) {
    const root = one.threadId && messages.get(one.threadId);
    return root ? { thread: { replyCount: root.replyCount, lastReplyAt: root.lastReplyAt as string } } : {};
  }

  return {
    users,
    log,
    user,
    guest,
    workspace,
    readState,
    roomFor,
    memberOf,
    message: (id: string, userId: string) => stored(message(id, userId)),
    isMember: (roomId: string, userId: string) => rooms.get(roomId)?.members.has(userId) ?? false,
    workspaces: () => [...workspaces.values()],
    rooms: (workspaceId: string) =>
      [...rooms.values()].filter(({ room }) => room.workspaceId === workspaceId),
    members: (roomId: string) => [...entry(roomId).members].map((id) => users.get(id) as User),

    createWorkspace(name: string): Workspace {
      const made: Workspace = {
        id: uuidv7(),
        name,
        slug: slugOf(name),
        memberCount: 1,
        membersMayInvite: true,
        version: 1,
        createdAt: now(),
        role: 'owner',
      };
      workspaces.set(made.id, made);
      return made;
    },
    createRoom(workspaceId: string, input: CreateRoom, memberIds: string[]): Room {
      const room: Room = {
        id: uuidv7(),
        workspaceId,
        name: input.name,
        slug: input.slug ?? slugOf(input.name),
        topic: input.topic,
        visibility: input.visibility ?? 'public',
        kind: input.kind ?? 'chat',
        memberCount: 0,
        maxMembers: 50,
        seq: 0,
        version: 1,
        createdAt: now(),
      };
      rooms.set(room.id, { room, members: new Set(memberIds), read: new Map() });
      return room;
    },
    updateRoom(roomId: string, changes: Partial<Room>, actor: string) {
      const { room } = entry(roomId);
      Object.assign(room, changes, { version: room.version + 1 });
      log.append(`room:${roomId}`, { type: 'room.updated', actor, render: () => publicRoom(roomId) });
    },
    join(roomId: string, userId: string) {
      entry(roomId).members.add(userId);
      log.append(`room:${roomId}`, {
        type: 'member.added',
        actor: userId,
        render: () => ({ user: users.get(userId), role: 'member', joinedAt: now() }),
      });
      log.append(`user:${userId}`, { type: 'room.joined', render: () => publicRoom(roomId) });
    },
    remove(roomId: string, userId: string) {
      entry(roomId).members.delete(userId);
      const data = { userId };
      log.append(`room:${roomId}`, { type: 'member.removed', actor: userId, render: () => data });
      log.append(`user:${userId}`, { type: 'room.left', render: () => ({ roomId }) });
    },
    read(roomId: string, userId: string, seq: number, force = false): ReadState {
      const { read } = memberOf(roomId, userId);
      const before = read.get(userId) ?? 0;
      const after = force ? seq : Math.max(before, Math.min(seq, log.head(`room:${roomId}`)));
      read.set(userId, after);
      if (after !== before) {
        log.append(`user:${userId}`, { type: 'read.updated', render: () => ({ roomId, seq: after }) });
      }
      return readState(roomId, userId);
    },

    window(
      roomId: string,
      query: { before?: number; after?: number; around?: number; limit?: number },
    ): MessageWindow {
      const all = inRoom(roomId);
      const limit = query.limit ?? 50;
      let from = Math.max(0, all.length - limit);
      if (query.before !== undefined) {
        const end = all.filter((one) => one.seq < (query.before as number)).length;
        from = Math.max(0, end - limit);
        return slice(from, end);
      }
      if (query.after !== undefined) from = all.filter((one) => one.seq <= (query.after as number)).length;
      else if (query.around !== undefined) {
        const middle = all.filter((one) => one.seq < (query.around as number)).length;
        from = Math.max(0, middle - (limit >> 1));
      }
      return slice(from, from + limit);
      function slice(start: number, end: number): MessageWindow {
        return {
          items: all.slice(start, end).map(stored),
          seq: log.head(`room:${roomId}`),
          hasBefore: start > 0,
          hasAfter: end < all.length,
        };
      }
    },
    send(roomId: string, userId: string, input: SendMessage) {
      memberOf(roomId, userId);
      const sent = JSON.stringify({ ...input, roomId });
      const known = input.clientId
        ? [...messages.values()].find((one) => one.clientId === input.clientId && one.author.id === userId)
        : undefined;
      if (known && known.sent !== sent) {
        throw new Refusal(409, 'idempotency_conflict', 'The client id was used with another body.');
      }
      if (known) return { message: stored(known), seq: known.seq, duplicate: true };
      const answered = input.replyTo ? message(input.replyTo, userId) : undefined;
      const threadId = answered && (answered.threadId ?? answered.id);
      const made: Message & { sent: string } = {
        id: uuidv7(),
        roomId,
        seq: log.head(`room:${roomId}`) + 1,
        author: users.get(userId) as User,
        text: input.text,
        ...(input.replyTo && { replyTo: input.replyTo, threadId }),
        replyCount: 0,
        mentions: input.mentions ?? [],
        reactions: [],
        files: [],
        pinned: false,
        version: 1,
        createdAt: now(),
        clientId: input.clientId,
        sent,
      };
      messages.set(made.id, made);
      const root = threadId && messages.get(threadId);
      if (root) Object.assign(root, { replyCount: root.replyCount + 1, lastReplyAt: made.createdAt });
      changed('message.created', made, userId, input.clientId);
      return { message: { ...stored(made), clientId: input.clientId }, seq: made.seq, duplicate: false };
    },
    edit(id: string, userId: string, text: string): Message {
      const one = message(id, userId);
      Object.assign(one, { text, version: one.version + 1, editedAt: now() });
      changed('message.edited', one, userId);
      return stored(one);
    },
    delete(id: string, userId: string) {
      const one = message(id, userId);
      Object.assign(one, {
        text: '',
        mentions: [],
        reactions: [],
        pinned: false,
        version: one.version + 1,
        deletedAt: now(),
      });
      delete one.replyTo;
      delete one.threadId;
      changed('message.deleted', one, userId);
    },
    react(id: string, userId: string, emoji: string, on: boolean): Message {
      const one = message(id, userId);
      const summary = one.reactions.find((each) => each.emoji === emoji);
      if ((summary?.userIds.includes(userId) ?? false) === on) return stored(one);
      if (!summary) one.reactions.push({ emoji, count: 1, userIds: [userId] });
      else {
        summary.userIds = on
          ? [...summary.userIds, userId]
          : summary.userIds.filter((each) => each !== userId);
        summary.count = summary.userIds.length;
      }
      one.reactions = one.reactions.filter((each) => each.count > 0);
      log.append(`room:${one.roomId}`, {
        type: on ? 'reaction.added' : 'reaction.removed',
        actor: userId,
        render: () => ({ messageId: id, emoji, userId, reactions: one.reactions }),
      });
      return stored(one);
    },
    pin(id: string, userId: string, on: boolean): Message {
      const one = message(id, userId);
      if (one.pinned !== on) {
        one.pinned = on;
        changed(on ? 'message.pinned' : 'message.unpinned', one, userId);
      }
      return stored(one);
    },
    /** Puts a visitor into all public rooms; their ids. */
    enterPublicRooms(userId: string): string[] {
      const open = [...rooms.values()].filter(({ room }) => room.visibility === 'public');
      for (const { members } of open) members.add(userId);
      return open.map(({ room }) => room.id);
    },
    /** What the one wrote is the other's, as is the place in rooms. */
    handOver(fromId: string, toId: string): { rooms: string[]; messages: number } {
      const mine = [...messages.values()].filter(({ author }) => author.id === fromId);
      for (const one of mine) one.author = users.get(toId) as User;
      const places = [...rooms.values()].filter(({ members }) => members.delete(fromId));
      for (const { members } of places) members.add(toId);
      return { rooms: places.map(({ room }) => room.id), messages: mine.length };
    },
    list(filter: (one: Message) => boolean): Message[] {
      return [...messages.values()].filter(filter).map(stored);
    },
  };
}
export type Model = ReturnType<typeof createModel>;
