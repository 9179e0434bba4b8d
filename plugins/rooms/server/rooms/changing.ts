import { type PluginContext, problem, type Services } from '@teambrain/core';
import type { UpdateRoom } from '../../shared/types.js';
import type { Announcements } from '../announcements.js';
import type { RoomsConfig } from '../config.js';
import type { MembersRepository } from '../members/repository.js';
import type { Authorise } from '../rights/authorise.js';
import type { RoomsRepository } from './repository.js';
import { checkPassword, checkPlaces, cleanName, isFoundByAll } from './rules.js';
import type { Views } from './views.js';

export interface ChangingDeps {
  ctx: PluginContext<RoomsConfig>;
  repository: RoomsRepository;
  members: MembersRepository;
  authorise: Authorise;
  announce: Announcements;
  audit: Services['workspaces']['audit'];
  views: Views;
}

/** Changes and deletes rooms. */
export function createChanging({
  ctx,
  repository,
  members,
  authorise,
  announce,
  audit,
  views,
}: ChangingDeps) {
  const { db, config, users } = ctx;

  async function locked(roomId: string) {
    const room = await repository.lock(roomId);
    if (!room) throw problem('not_found');
    return room;
  }

  /** Under the lock of the room. */
  async function markDeleted(roomId: string, workspaceId: string, actorId: string | null): Promise<void> {
    const reachable = await members.reachable(roomId);
    await repository.markDeleted(roomId);
    announce.deleted(roomId, actorId, reachable);
    if (actorId !== null) await audit({ workspaceId, actorId, action: 'room.deleted', target: roomId });
  }

  return {
    async update(roomId: string, actorId: string, input: UpdateRoom, baseVersion: number | undefined) {
      const newHash = input.password === undefined ? undefined : await users.hashPassword(input.password);
      await db.transaction(async () => {
        const room = await locked(roomId);
        await authorise.require(roomId, actorId, ['owner', 'admin']);
        if (baseVersion !== undefined && baseVersion !== room.version)
          throw problem('version_conflict', undefined, {
            current: (await views.shared([roomId])).get(roomId),
          });
        const visibility = input.visibility ?? room.visibility;
        if (visibility === 'personal' && room.visibility !== 'personal')
          throw problem('unprocessable', 'A shared room cannot become a personal one.');
        const passwordHash = visibility === 'password' ? (newHash ?? room.passwordHash) : null;
        checkPassword(visibility, passwordHash !== null, newHash !== undefined);
        if (input.maxMembers !== undefined) checkPlaces(input.maxMembers, config.maxMembersLimit, room.taken);
        await repository.update(roomId, {
          visibility,
          passwordHash,
          ...(input.name === undefined ? {} : { name: cleanName(input.name) }),
          ...(input.topic === undefined ? {} : { topic: input.topic.trim() || null }),
          ...(input.maxMembers === undefined ? {} : { maxMembers: input.maxMembers }),
          ...(input.archived === undefined ? {} : { archived: input.archived }),
        });
        const movesRights =
          visibility !== room.visibility || (input.archived ?? room.archived) !== room.archived;
        announce.updated(roomId, actorId, room.version + 1, { movesRights });
        if (newHash !== undefined)
          await audit({
            workspaceId: room.workspaceId,
            actorId,
            action: 'room.password_changed',
            target: roomId,
          });
        if (isFoundByAll(visibility) && !isFoundByAll(room.visibility))
          announce.shown(roomId, room.workspaceId, actorId);
      });
    },

    async delete(roomId: string, actorId: string): Promise<void> {
      await db.transaction(async () => {
        const { workspaceId } = await locked(roomId);
        await authorise.require(roomId, actorId, ['owner']);
        await markDeleted(roomId, workspaceId, actorId);
      });
    },

    /** For the server itself: nobody's deed, so without a line in the audit trail. */
    async discard(roomId: string): Promise<void> {
      await db.transaction(async () => {
        const room = await repository.lock(roomId);
        if (room) await markDeleted(roomId, room.workspaceId, null);
      });
    },
  };
}
