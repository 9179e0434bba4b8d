import { type Actor, isId, type PluginContext, type Services } from '@teambrain/core';
import type { GuestProof, MergedGuest } from '../../shared/types.js';
import type { Directory } from '../apps/directory.js';
import { embedProblem } from '../problems.js';
import { provenGuest } from '../visitors/guest-proof.js';
import type { IdleRepository } from '../visitors/idle-repository.js';
import type { VisitorRow, VisitorsRepository } from '../visitors/repository.js';

export interface MergingDeps {
  ctx: Pick<PluginContext, 'db' | 'embedding' | 'events' | 'tryUse'>;
  directory: Directory;
  visitors: VisitorsRepository;
  idle: Pick<IdleRepository, 'inUse'>;
  rooms: Services['rooms'];
  workspaces: Services['workspaces'];
}

/**
 * A guest becomes the signed user of the session that asks: messages, reactions, events, places in rooms and read cursors
 * change hands in one transaction, once. The secret proves that both are one person; two signed users never become one.
 */
export function createMerging({ ctx, directory, visitors, idle, rooms, workspaces }: MergingDeps) {
  const { db, embedding, events } = ctx;

  function check(visitor: VisitorRow | null, secret: string): VisitorRow {
    const guest = provenGuest(visitor, secret);
    if (guest.mergedInto !== null) throw embedProblem('embed_guest_merged');
    return guest;
  }

  /** Moves everything of the guest. Inside the transaction that holds the lock on it. */
  async function move(appId: string, workspaceId: string, guest: VisitorRow, user: VisitorRow) {
    const [fromId, toId] = [guest.userId, user.userId];
    // First: its lock lets the merges of a workspace come one after the other, before any of them holds a log.
    await workspaces.removeMember(workspaceId, fromId);
    const roomIds = (await rooms.roomIdsOf(fromId, workspaceId)).sort();
    const moved: string[] = [];
    for (const roomId of roomIds) if (await rooms.replaceMember(roomId, fromId, toId)) moved.push(roomId);
    const messages = (await ctx.tryUse('messaging')?.reassignAuthor({ fromId, toId, roomIds })) ?? 0;
    await ctx.tryUse('events')?.reassign({ fromId, toId, roomIds });
    const own = await visitors.takeRooms(appId, fromId, toId);
    // The conversation goes on where it was, unless the user has one already.
    if (
      guest.roomId !== null &&
      (user.roomId === null || (await idle.inUse('rooms', [user.roomId])).length === 0)
    )
      await visitors.setRoom(appId, toId, guest.roomId);
    await visitors.setMerged(appId, fromId, toId);
    await workspaces.audit({
      workspaceId,
      actorId: toId,
      action: 'embed.guest_merged',
      target: fromId,
      facts: { messages },
    });
    await embedding.endSessions({ appId, userId: fromId }, 'merged');
    // Its own conversations come along at once. Of the others, the user's token says which it reaches.
    if (own.length > 0) await embedding.addRooms({ appId, userId: toId }, own);
    db.afterCommit(() => events.emit('embed.guest_merged', { workspaceId, fromId, toId }));
    return { rooms: moved, messages };
  }

  return async function merge(actor: Actor, { id, secret = '' }: GuestProof): Promise<MergedGuest> {
    const appId = actor.embed?.appId;
    const app = appId === undefined ? null : (await directory.byId(appId))?.app;
    if (!app || actor.kind !== 'user') throw embedProblem('embed_merge_refused');
    const guestId = id.toLowerCase();
    if (!isId(guestId)) throw embedProblem('embed_guest_invalid');
    check(await visitors.find(app.id, guestId), secret);
    return db.transaction(async () => {
      const guest = check(await visitors.lock(app.id, guestId), secret);
      const user = await visitors.lock(app.id, actor.id);
      if (user?.kind !== 'user') throw embedProblem('embed_merge_refused');
      return move(app.id, app.workspaceId, guest, user);
    });
  };
}

export type Merge = ReturnType<typeof createMerging>;
