import { newId, type PluginContext, problem } from '@teambrain/core';
import type { CreateRoom } from '../../shared/types.js';
import type { Announcements } from '../announcements.js';
import type { RoomsConfig } from '../config.js';
import type { MembersRepository } from '../members/repository.js';
import { roomProblem } from '../problems.js';
import type { NewRoom, RoomsRepository } from './repository.js';
import { checkPassword, checkPlaces, cleanName, isFoundByAll } from './rules.js';
import { slugOf } from './slug.js';

export interface CreatingDeps {
  ctx: PluginContext<RoomsConfig>;
  repository: RoomsRepository;
  members: MembersRepository;
  announce: Announcements;
}

export type NewRoomInput = CreateRoom & { workspaceId: string; ownerId: string };

/** Makes rooms: ordinary ones with an owner, and the direct room of some people. */
export function createCreating({ ctx, repository, members, announce }: CreatingDeps) {
  const { db, config, realtime, users, events } = ctx;

  const createHead = (id: string, workspaceId: string) =>
    realtime.channel('room', id).create(`workspace:${workspaceId}`);

  /** Inserts under the wished slug or, when it was only derived from the name, under one like it. */
  async function insert(room: Omit<NewRoom, 'slug'>, explicit: string | undefined): Promise<void> {
    const base = explicit ?? slugOf(room.name);
    const wished = explicit
      ? [explicit]
      : [base, ...[2, 3, 4, 5].map((n) => `${base}-${n}`), `${base}-${room.id.slice(-6)}`, room.id];
    for (const slug of wished) if (await repository.insert({ ...room, slug })) return;
    throw roomProblem('room_slug_taken');
  }

  return {
    async create(input: NewRoomInput): Promise<string> {
      const { workspaceId, ownerId, visibility = 'private', password } = input;
      const maxMembers = input.maxMembers ?? Math.min(config.defaultMaxMembers, config.maxMembersLimit);
      checkPlaces(maxMembers, config.maxMembersLimit);
      checkPassword(visibility, password !== undefined, password !== undefined);
      const room = {
        id: newId(),
        workspaceId,
        name: cleanName(input.name),
        topic: input.topic?.trim() || null,
        visibility,
        kind: input.kind ?? ('chat' as const),
        passwordHash: password === undefined ? null : await users.hashPassword(password),
        directKey: null,
        maxMembers,
        createdBy: ownerId,
      };
      await db.transaction(async () => {
        await insert(room, input.slug);
        await createHead(room.id, workspaceId);
        await members.add(room.id, [ownerId], 'owner');
        realtime.channel('user', ownerId).append({ type: 'room.joined', actor: ownerId, ref: room.id });
        if (isFoundByAll(visibility)) announce.shown(room.id, workspaceId, ownerId);
        db.afterCommit(() => events.emit('room.created', { roomId: room.id, workspaceId }));
      });
      return room.id;
    },

    /** The direct room of these people and the one who asks; the same one ever after. */
    async direct(workspaceId: string, actorId: string, userIds: readonly string[]) {
      const people = [...new Set([actorId, ...userIds.map((id) => id.toLowerCase())])].sort();
      const present = await repository.inWorkspace(workspaceId, people);
      if (people.some((id) => !present.has(id)))
        throw problem('not_found', 'Somebody among these is not a member of the workspace.');
      const directKey = people.join(',');
      const known = await repository.findDirect(workspaceId, directKey);
      if (known !== null) return { id: known, isNew: false };
      const id = newId();
      const isNew = await db.transaction(async () => {
        const inserted = await repository.insert({
          id,
          workspaceId,
          name: 'Direct',
          slug: `direct-${id}`,
          topic: null,
          visibility: 'private',
          kind: 'chat',
          passwordHash: null,
          directKey,
          maxMembers: people.length,
          createdBy: actorId,
        });
        if (!inserted) return false;
        await createHead(id, workspaceId);
        await members.add(id, people, 'member');
        for (const userId of people)
          realtime.channel('user', userId).append({ type: 'room.joined', actor: actorId, ref: id });
        return true;
      });
      if (!isNew) return { id: (await repository.findDirect(workspaceId, directKey)) ?? id, isNew };
      events.emit('room.created', { roomId: id, workspaceId });
      return { id, isNew };
    },
  };
}
