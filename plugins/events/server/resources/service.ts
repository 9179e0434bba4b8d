import { type Actor, type Database, isUniqueViolation, newId, problem, type Services } from '@teambrain/core';

import type { CreateResource, Resource, UpdateResource } from '../../shared/types.js';
import { eventProblem } from '../problems.js';
import type { ResourceChange, ResourceRepository, ResourceRow } from './repository.js';

export interface ResourcesDeps {
  db: Database;
  repository: ResourceRepository;
  audit: Services['workspaces']['audit'];
  /** Called after the commit with the events of each room that a removed resource was taken off. */
  onTakenOff?(roomId: string, eventIds: readonly string[]): void;
}

/** What a workspace can book: rooms, devices and the like. */
export function createResources({ db, repository, audit, onTakenOff }: ResourcesDeps) {
  /** The database compares names, so that two writers at once cannot both have one. */
  async function named<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (isUniqueViolation(error, 'event_resources_name')) throw eventProblem('event_resource_name_taken');
      throw error;
    }
  }

  async function locked(id: string) {
    const row = await repository.lock(id);
    if (!row) throw problem('not_found');
    return row;
  }

  return {
    create(actor: Actor, workspaceId: string, input: CreateResource): Promise<Resource> {
      return named(() =>
        db.transaction(async () => {
          const row = await repository.insert({
            id: newId(),
            workspaceId,
            name: cleanName(input.name),
            kind: input.kind ?? 'room',
            description: input.description?.trim() || null,
            capacity: input.capacity ?? null,
          });
          await audit({ workspaceId, actorId: actor.id, action: 'resource.created', target: row.id });
          return resourceOf(row);
        }),
      );
    },

    update(
      actor: Actor,
      id: string,
      input: UpdateResource,
      baseVersion: number | undefined,
    ): Promise<Resource> {
      return named(() =>
        db.transaction(async () => {
          const row = await locked(id);
          if (baseVersion !== undefined && baseVersion !== row.version)
            throw problem('version_conflict', undefined, { current: resourceOf(row) });
          const { workspaceId } = row;
          const changed = resourceOf(await repository.update(row, changeOf(input)));
          await audit({ workspaceId, actorId: actor.id, action: 'resource.updated', target: id });
          return changed;
        }),
      );
    },

    async delete(actor: Actor, id: string): Promise<void> {
      await db.transaction(async () => {
        const { workspaceId } = await locked(id);
        const events = await repository.delete(id);
        await audit({ workspaceId, actorId: actor.id, action: 'resource.deleted', target: id });
        db.afterCommit(() => {
          for (const { roomId, eventIds } of events) onTakenOff?.(roomId, eventIds);
        });
      });
    },
  };
}

export type Resources = ReturnType<typeof createResources>;

export function resourceOf(row: ResourceRow): Resource {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    kind: row.kind,
    ...(row.description === null ? {} : { description: row.description }),
    ...(row.capacity === null ? {} : { capacity: row.capacity }),
    version: row.version,
    createdAt: row.createdAt.toISOString(),
  };
}

function changeOf(input: UpdateResource): ResourceChange {
  return {
    ...(input.name === undefined ? {} : { name: cleanName(input.name) }),
    ...(input.kind === undefined ? {} : { kind: input.kind }),
    ...(input.description === undefined ? {} : { description: input.description?.trim() || null }),
    ...(input.capacity === undefined ? {} : { capacity: input.capacity }),
  };
}

/** On one line, composed, single spaces, without what cannot be seen: names that look alike are alike. */
function cleanName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (clean === '')
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/name', message: 'must hold something visible' }],
    });
  return clean;
}
