import { problem } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';
import type { RightsRepository } from './repository.js';
import { effectiveRole, isVisible, type Standing } from './role.js';

/**
 * Reads again, under the lock of the room, what actors hold there: between the guard's look and the lock somebody may
 * have changed it.
 */
export function createAuthorise(repository: RightsRepository) {
  async function standings(roomId: string, ids: readonly string[]): Promise<Map<string, Standing>> {
    const rows = await repository.standings(roomId, [...new Set(ids)]);
    return new Map(rows.flatMap((row) => (row.actorId === null ? [] : [[row.actorId, row] as const])));
  }

  return {
    standings,
    /** Throws unless the actor is one of `roles` now. */
    async require(roomId: string, actorId: string, roles: readonly Role[]): Promise<Role> {
      const standing = (await standings(roomId, [actorId])).get(actorId);
      const role = standing ? effectiveRole(standing) : null;
      if (role !== null && roles.includes(role)) return role;
      throw problem(standing && (role !== null || isVisible(standing)) ? 'forbidden' : 'not_found');
    },
  };
}

export type Authorise = ReturnType<typeof createAuthorise>;
