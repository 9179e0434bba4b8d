import type { Database } from '@teambrain/core';

export interface RefusalRow {
  appId: string;
  day: string;
  code: string;
  count: number;
}

/** Days for which refused attempts are shown, and kept. */
const shownDays = 30;

export function createRefusalsRepository(db: Database) {
  return {
    /** Adds to what is kept. Rows of apps that are gone are left out. */
    async add(rows: readonly RefusalRow[]): Promise<void> {
      await db.query(
        `insert into embed_refusals (app_id, day, code, count)
         select i.app_id, i.day, i.code, i.count
         from unnest($1::uuid[], $2::date[], $3::text[], $4::int[]) as i (app_id, day, code, count)
         join embed_apps a on a.id = i.app_id
         on conflict (app_id, day, code) do update set count = embed_refusals.count + excluded.count`,
        [
          rows.map(({ appId }) => appId),
          rows.map(({ day }) => day),
          rows.map(({ code }) => code),
          rows.map(({ count }) => count),
        ],
      );
    },
    /** By app and code. */
    async sums(appIds: readonly string[]): Promise<Map<string, Record<string, number>>> {
      const rows = await db.query<{ appId: string; code: string; count: number }>(
        `select app_id as "appId", code, sum(count)::int as count from embed_refusals
         where app_id = any($1::uuid[]) and day > (now() at time zone 'UTC')::date - $2::int
         group by app_id, code order by code`,
        [appIds, shownDays],
      );
      const sums = new Map<string, Record<string, number>>();
      for (const { appId, code, count } of rows) {
        const ofApp = sums.get(appId) ?? {};
        ofApp[code] = count;
        sums.set(appId, ofApp);
      }
      return sums;
    },
    async deleteOld(): Promise<void> {
      await db.query("delete from embed_refusals where day < (now() at time zone 'UTC')::date - $1::int", [
        shownDays,
      ]);
    },
  };
}

export type RefusalsRepository = ReturnType<typeof createRefusalsRepository>;
