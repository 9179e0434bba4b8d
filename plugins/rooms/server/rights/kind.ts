import { type Grant, isId, type ResourceKind } from '@teambrain/core';
import type { RightsRepository } from './repository.js';
import { effectiveRole, isVisible } from './role.js';

/** The kind `room`: a scope of its own. */
export function roomKind(repository: RightsRepository): ResourceKind {
  return {
    kind: 'room',
    scopeOf(id) {
      return isId(id) ? { scope: 'room', id: id.toLowerCase() } : null;
    },
    channel: (id) => `room:${id}`,
    async grants(id, actorIds) {
      const rows = await repository.standings(id, actorIds.filter(isId));
      const [first] = rows;
      if (!first) return null;
      const { version } = first;
      const grants = new Map<string, Grant>();
      for (const row of rows) {
        if (row.actorId === null) continue;
        const role = effectiveRole(row);
        grants.set(row.actorId, { role, visible: role !== null || isVisible(row), version });
      }
      return { version, grants };
    },
  };
}
