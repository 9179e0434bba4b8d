import { type Grant, isId, type ResourceKind } from '@teambrain/core';
import type { RightsRepository } from './repository.js';

/** The kind `workspace`: a scope of its own, by id or slug. Seen by its members alone. */
export function workspaceKind(repository: RightsRepository): ResourceKind {
  return {
    kind: 'workspace',
    async scopeOf(idOrSlug) {
      const id = isId(idOrSlug) ? idOrSlug.toLowerCase() : await repository.idOfSlug(idOrSlug.toLowerCase());
      return id === null ? null : { scope: 'workspace', id };
    },
    channel: (id) => `workspace:${id}`,
    async grants(id, actorIds) {
      const rows = await repository.standings(id, actorIds.filter(isId));
      const [first] = rows;
      if (first === undefined) return null;
      const grants = new Map<string, Grant>();
      for (const { actorId, role, version } of rows) {
        if (actorId !== null) grants.set(actorId, { role, visible: role !== null, version });
      }
      return { version: first.version, grants };
    },
  };
}

/** The kind `invite`: its workspace decides. */
export function inviteKind(repository: RightsRepository): ResourceKind {
  return {
    kind: 'invite',
    async scopeOf(id) {
      const workspaceId = isId(id) ? await repository.workspaceOfInvite(id) : null;
      return workspaceId === null ? null : { scope: 'workspace', id: workspaceId };
    },
  };
}
