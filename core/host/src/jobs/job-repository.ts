import type { Database } from '../database/contract.js';

export const jobSchema = 'jobs';

/** How the jobs of one queue stand. */
export interface JobCounts {
  name: string;
  waiting: number;
  active: number;
  failed: number;
  completed: number;
  /** When the last one failed for good. */
  failedAt: Date | null;
}

/** What administrators see of the queue's own tables. */
export function createJobRepository(db: Database) {
  return {
    async counts(): Promise<JobCounts[]> {
      const [found] = await db.query<{ exists: boolean }>(
        `select to_regclass('${jobSchema}.job') is not null as exists`,
      );
      if (!found?.exists) return [];
      return db.query<JobCounts>(
        `select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
                count(*) filter (where state = 'active')::int as active,
                count(*) filter (where state = 'failed')::int as failed,
                count(*) filter (where state = 'completed')::int as completed,
                max(completed_on) filter (where state = 'failed') as "failedAt"
         from ${jobSchema}.job group by name`,
      );
    },
    async failedIds(name: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select id from ${jobSchema}.job where name = $1 and state = 'failed'`,
        [name],
      );
      return rows.map(({ id }) => id);
    },
  };
}
