import { type Access, type Actor, type Grant, problem } from '@teambrain/core';
import type { EventRights } from '../contract.js';
import type { EventRoleRepository } from './repository.js';
import { isAtLeast, roleIn } from './role.js';

/**
 * Decides over single events: owners and admins of the room are owners of all its events, others are what the event
 * gives them, and whoever reads the room is a viewer. Asks the database each time, also inside a transaction.
 */
export function createEventRights(
  access: Pick<Access, 'grants'>,
  repository: EventRoleRepository,
): EventRights {
  const none: Pick<Grant, 'role'> = { role: null };

  async function rolesOf(actor: Actor, roomId: string, eventIds: readonly string[]) {
    const held = await access.grants('room', roomId, [actor.id]);
    const given = await repository.rolesOf(actor.id, eventIds);
    const grant = held?.grants.get(actor.id) ?? none;
    return new Map(
      eventIds.map((id) => {
        const role = given.get(id);
        return [id, roleIn(grant, role ? { [actor.id]: role } : {}, actor.id)];
      }),
    );
  }

  const roleOf: EventRights['roleOf'] = async (actor, { id, roomId }) =>
    (await rolesOf(actor, roomId, [id])).get(id) ?? 'viewer';

  return {
    roleOf,
    rolesOf,
    async require(actor, event, role) {
      if (!isAtLeast(await roleOf(actor, event), role))
        throw problem('forbidden', `Only its ${role}s and the admins of the room may do this to an event.`);
    },
  };
}
