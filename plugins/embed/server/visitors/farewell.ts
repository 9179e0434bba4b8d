import type { PluginContext, Services } from '@teambrain/core';
import { sourceOf } from '../sessions/exchange.js';
import type { VisitorsRepository } from './repository.js';

export interface FarewellDeps {
  ctx: Pick<PluginContext, 'log'>;
  visitors: Pick<VisitorsRepository, 'withoutApp'>;
  workspaces: Pick<Services['workspaces'], 'removeMember'>;
}

const batch = 200;

/**
 * Visitors whose app is gone leave its workspace, and its rooms with it: they have no way in any more, and would stand in
 * lists of members for good. What they wrote stays.
 */
export function createFarewell({ ctx, visitors, workspaces }: FarewellDeps) {
  async function takeOut(sources: readonly string[] | null): Promise<void> {
    for (;;) {
      const found = await visitors.withoutApp(sources, batch);
      // One by one: each removal locks the workspace, for which nobody else should wait long.
      for (const { workspaceId, userId } of found) await workspaces.removeMember(workspaceId, userId);
      if (found.length < batch) return;
    }
  }

  return {
    /** Those of every app that was deleted. */
    sweep: () => takeOut(null),
    /** Those of one, without a wait: an app may have had thousands. What a stop cuts short is for the daily sweep. */
    begin(appId: string): void {
      takeOut([sourceOf(appId, 'user'), sourceOf(appId, 'guest')]).catch((error: unknown) =>
        ctx.log.warn({ err: error, appId }, 'visitors of a deleted app are still members'),
      );
    },
  };
}

export type Farewell = ReturnType<typeof createFarewell>;
