import type { Database } from '@teambrain/core';

export interface IdleGuest {
  appId: string;
  workspaceId: string;
  userId: string;
}

/** Columns that say where somebody is, not what somebody did. */
const places = {
  users: ['sessions', 'workspace_members', 'room_members', 'embed_visitors'],
  rooms: ['room_members', 'embed_visitors', 'embed_visitor_rooms'],
} as const;

/** Guests who have not been there for long, and whether anything would be lost with them. */
export function createIdleRepository(db: Database) {
  /** Statements that find which of `$1` some other table refers to. */
  async function uses(table: keyof typeof places): Promise<string> {
    const columns = await db.query<{ of: string; name: string }>(
      `select c.conrelid::regclass::text as of, quote_ident(a.attname) as name from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.confrelid = $1::regclass and cardinality(c.conkey) = 1
         and c.conrelid::regclass::text <> all($2::text[])`,
      [table, places[table]],
    );
    return columns
      .map(({ of, name }) => `select ${name} as id from ${of} where ${name} = any($1::uuid[])`)
      .join(' union ');
  }

  return {
    /** Not seen for `days`, and not looked at since. */
    async list(days: number, limit: number): Promise<IdleGuest[]> {
      return db.query<IdleGuest>(
        `select v.app_id as "appId", a.workspace_id as "workspaceId", v.user_id as "userId"
         from embed_visitors v join embed_apps a on a.id = v.app_id
         where v.kind = 'guest' and v.kept_at is null and v.last_seen_at < now() - make_interval(days => $1)
         order by v.last_seen_at limit $2`,
        [days, limit],
      );
    },
    /** Holds the guest until the transaction ends. False: it is back, or gone. */
    async lock({ appId, userId }: IdleGuest, days: number): Promise<boolean> {
      const rows = await db.query(
        `select user_id from embed_visitors where app_id = $1 and user_id = $2
           and last_seen_at < now() - make_interval(days => $3) for update`,
        [appId, userId, days],
      );
      return rows.length === 1;
    },
    /** Guests of whom something is kept are looked at again once they came back. */
    async keep(userIds: readonly string[], days: number): Promise<void> {
      await db.query(
        `update embed_visitors set kept_at = now()
         where user_id = any($1::uuid[]) and last_seen_at < now() - make_interval(days => $2)`,
        [userIds, days],
      );
    },
    /**
     * Those among these users or rooms that rows of any plugin refer to. The database is asked which tables do: what a
     * plugin of tomorrow keeps is not lost because nobody thought of it here.
     */
    async inUse(table: keyof typeof places, ids: readonly string[]): Promise<string[]> {
      if (ids.length === 0) return [];
      const rows = await db.query<{ id: string }>(await uses(table), [ids]);
      return rows.map(({ id }) => id);
    },
    /** Those whom somebody gave a place that this plugin did not, or a role above a guest's. */
    async placedByOthers(userIds: readonly string[]): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select m.user_id as id from room_members m
         left join embed_visitor_rooms p on p.user_id = m.user_id and p.room_id = m.room_id
         where m.user_id = any($1::uuid[]) and (p.room_id is null or m.role in ('owner', 'admin'))
         union
         select w.user_id from workspace_members w where w.user_id = any($1::uuid[]) and (w.role <> 'guest'
           or not exists (select 1 from embed_visitors v join embed_apps a on a.id = v.app_id
             where v.user_id = w.user_id and a.workspace_id = w.workspace_id))
         union
         select id from users where id = any($1::uuid[]) and deactivated_at is not null`,
        [userIds],
      );
      return rows.map(({ id }) => id);
    },
    /** Rooms that these guests are in or were placed in. */
    async roomsOf(userIds: readonly string[]): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select room_id as id from room_members where user_id = any($1::uuid[])
         union select room_id from embed_visitor_rooms where user_id = any($1::uuid[])`,
        [userIds],
      );
      return rows.map(({ id }) => id);
    },
    /** Rooms of this guest and the staff that it is still in: a merged guest has handed them on. */
    async ownRooms(userIds: readonly string[]): Promise<{ id: string; userId: string }[]> {
      return db.query<{ id: string; userId: string }>(
        `select p.room_id as id, p.user_id as "userId" from embed_visitor_rooms p
         join room_members m on m.room_id = p.room_id and m.user_id = p.user_id
         join rooms r on r.id = p.room_id and r.deleted_at is null
         where p.user_id = any($1::uuid[]) and p.own`,
        [userIds],
      );
    },
  };
}

export type IdleRepository = ReturnType<typeof createIdleRepository>;
