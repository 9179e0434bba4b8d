import type { WorkspaceStats } from '../../shared/types.js';
import type { WorkspacesRepository } from '../workspaces/repository.js';
import type { AuditRepository } from './repository.js';

export type StatsSource = (workspaceId: string) => Promise<Partial<WorkspaceStats>>;

/** Numbers of a workspace: its own, and what other plugins count. */
export function createStats(audit: AuditRepository, workspaces: WorkspacesRepository) {
  const sources: StatsSource[] = [];
  return {
    countWith: (source: StatsSource) => void sources.push(source),
    async of(workspaceId: string): Promise<WorkspaceStats> {
      const [row] = await workspaces.byIds([workspaceId]);
      const stats: WorkspaceStats = {
        members: row?.memberCount ?? 0,
        rooms: 0,
        messages: 0,
        activeToday: await audit.activeToday(workspaceId),
      };
      for (const source of sources) Object.assign(stats, await source(workspaceId));
      return stats;
    },
  };
}
