import type { PluginContext } from '@teambrain/core';

/** What is written to the channel logs, inside the transaction of the change. */
export function createAnnouncements({
  realtime,
  db,
  events,
  access,
}: Pick<PluginContext, 'realtime' | 'db' | 'events' | 'access'>) {
  const room = (id: string) => realtime.channel('room', id);
  const user = (id: string) => realtime.channel('user', id);
  const workspace = (id: string) => realtime.channel('workspace', id);

  /** An event that moves the rights version: what this instance remembers of the old one goes at once. */
  function rights(id: string, event: Parameters<ReturnType<typeof room>['appendRights']>[0]): void {
    room(id).appendRights(event);
    db.afterCommit(() => access.forget('room', id));
  }

  return {
    /** A room came into being, or into sight. */
    shown(roomId: string, workspaceId: string, actor: string): void {
      workspace(workspaceId).append({ type: 'room.created', actor, ref: roomId });
    },
    updated(roomId: string, actor: string, version: number, options: { movesRights: boolean }): void {
      const event = { type: 'room.updated', actor, ref: roomId, version };
      if (options.movesRights) rights(roomId, event);
      else room(roomId).append(event);
    },
    deleted(roomId: string, actor: string | null, members: readonly string[]): void {
      rights(roomId, { type: 'room.deleted', actor, ref: roomId });
      for (const userId of members) user(userId).append({ type: 'room.left', actor, ref: roomId });
      db.afterCommit(() => {
        room(roomId).end('deleted');
        events.emit('room.deleted', { roomId });
      });
    },
    joined(roomId: string, userId: string, actor: string): void {
      rights(roomId, { type: 'member.added', actor, ref: userId });
      user(userId).append({ type: 'room.joined', actor, ref: roomId });
    },
    left(roomId: string, userId: string, actor: string): void {
      rights(roomId, { type: 'member.removed', actor, ref: userId });
      user(userId).append({ type: 'room.left', actor, ref: roomId });
      db.afterCommit(() => {
        room(roomId).end('removed', userId);
        events.emit('room.member_removed', { roomId, userId });
      });
    },
    roleChanged(roomId: string, userId: string, role: string, actor: string): void {
      rights(roomId, { type: 'member.role_changed', actor, ref: userId, facts: { role } });
    },
    read(userId: string, roomId: string, seq: number): void {
      user(userId).append({ type: 'read.updated', actor: userId, ref: roomId, facts: { seq } });
    },
  };
}

export type Announcements = ReturnType<typeof createAnnouncements>;
