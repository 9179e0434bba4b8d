import type { Database } from '@teambrain/core';
import type { Role } from '@teambrain/protocol';

export interface VisitorRow {
  userId: string;
  kind: 'user' | 'guest';
  guestHash: Buffer | null;
  /** The room of this visitor and the staff. */
  roomId: string | null;
  /** When it first became a member of the workspace: who is none any more was taken out by the staff. */
  settledAt: Date | null;
  mergedInto: string | null;
}

/** A room that an app may open to a visitor, and what the visitor is there. */
export interface OpenRoom {
  id: string;
  slug: string;
  member: Role | null;
  /** Whether the visitor was placed there before: who was removed since stays out. */
  placed: boolean;
}

const columns = `user_id as "userId", kind, guest_hash as "guestHash", room_id as "roomId",
  settled_at as "settledAt", merged_into as "mergedInto"`;

/** What is kept of the visitors of apps beside their accounts. */
export function createVisitorsRepository(db: Database) {
  return {
    async find(appId: string, userId: string): Promise<VisitorRow | null> {
      const [row] = await db.query<VisitorRow>(
        `select ${columns} from embed_visitors where app_id = $1 and user_id = $2`,
        [appId, userId],
      );
      return row ?? null;
    },
    async lock(appId: string, userId: string): Promise<VisitorRow | null> {
      const [row] = await db.query<VisitorRow>(
        `select ${columns} from embed_visitors where app_id = $1 and user_id = $2 for update`,
        [appId, userId],
      );
      return row ?? null;
    },
    /** Makes the row or notes that the visitor is here again. */
    async see(
      appId: string,
      userId: string,
      visitor: { kind: 'user' | 'guest'; email?: string | undefined; guestHash?: Buffer },
    ): Promise<VisitorRow> {
      const [row] = await db.query<VisitorRow>(
        `insert into embed_visitors (app_id, user_id, kind, email, guest_hash) values ($1, $2, $3, $4, $5)
         on conflict (app_id, user_id) do update
           set last_seen_at = now(), kept_at = null, email = coalesce(excluded.email, embed_visitors.email)
         returning ${columns}`,
        [appId, userId, visitor.kind, visitor.email ?? null, visitor.guestHash ?? null],
      );
      return row as VisitorRow;
    },
    /** Notes that somebody known is here again. False: gone meanwhile. */
    async seeAgain(appId: string, userId: string): Promise<boolean> {
      const rows = await db.query(
        `update embed_visitors set last_seen_at = now(), kept_at = null where app_id = $1 and user_id = $2
         returning user_id`,
        [appId, userId],
      );
      return rows.length === 1;
    },
    async setRoom(appId: string, userId: string, roomId: string): Promise<void> {
      await db.query('update embed_visitors set room_id = $3 where app_id = $1 and user_id = $2', [
        appId,
        userId,
        roomId,
      ]);
    },
    /**
     * Rooms among `only` (null: the public ones) that are open to visitors, of these those that a token names by id or
     * slug (null: all).
     */
    async openRooms(
      appId: string,
      workspaceId: string,
      userId: string,
      only: readonly string[] | null,
      named: readonly string[] | null,
    ): Promise<OpenRoom[]> {
      return db.query<OpenRoom>(
        `select r.id, r.slug, m.role as member, p.room_id is not null as placed from rooms r
         left join room_members m on m.room_id = r.id and m.user_id = $3
         left join embed_visitor_rooms p on p.app_id = $1 and p.user_id = $3 and p.room_id = r.id
         where r.workspace_id = $2 and r.deleted_at is null and r.direct_key is null and r.visibility <> 'personal'
           and case when $4::uuid[] is null then r.visibility = 'public' and r.archived_at is null
               else r.id = any($4) end
           and ($5::text[] is null or r.id::text = any($5) or r.slug = any($5))
         order by r.id limit 100`,
        [appId, workspaceId, userId, only, named],
      );
    },
    /** Rooms of the visitor's own that it still is a member of, the newest first. */
    async ownRooms(appId: string, userId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select r.id from embed_visitor_rooms p join rooms r on r.id = p.room_id and r.deleted_at is null
         join room_members m on m.room_id = r.id and m.user_id = p.user_id
         where p.app_id = $1 and p.user_id = $2 and p.own order by r.id desc limit 20`,
        [appId, userId],
      );
      return rows.map(({ id }) => id);
    },
    /** Rooms of one visitor and the staff, of all visitors, by id. */
    async roomsOfApp(appId: string, after: string | null, limit: number): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select distinct r.id from embed_visitor_rooms p join rooms r on r.id = p.room_id and r.deleted_at is null
         where p.app_id = $1 and p.own and ($2::uuid is null or r.id > $2) order by r.id limit $3`,
        [appId, after, limit],
      );
      return rows.map(({ id }) => id);
    },
    async place(appId: string, userId: string, roomId: string, own: boolean): Promise<void> {
      await db.query(
        `insert into embed_visitor_rooms (app_id, user_id, room_id, own) values ($1, $2, $3, $4)
         on conflict (app_id, user_id, room_id) do update set own = embed_visitor_rooms.own or excluded.own`,
        [appId, userId, roomId, own],
      );
    },
    /** The rooms of a guest become those of a user. Returns those that are the visitor's own. */
    async takeRooms(appId: string, fromId: string, toId: string): Promise<string[]> {
      const rows = await db.query<{ id: string; own: boolean }>(
        `insert into embed_visitor_rooms (app_id, user_id, room_id, own)
         select app_id, $3, room_id, own from embed_visitor_rooms where app_id = $1 and user_id = $2
         on conflict (app_id, user_id, room_id) do update set own = embed_visitor_rooms.own or excluded.own
         returning room_id as id, own`,
        [appId, fromId, toId],
      );
      return rows.filter(({ own }) => own).map(({ id }) => id);
    },
    async setMerged(appId: string, fromId: string, toId: string): Promise<void> {
      await db.query(
        'update embed_visitors set merged_into = $3, merged_at = now() where app_id = $1 and user_id = $2',
        [appId, fromId, toId],
      );
    },
    async setSettled(appId: string, userId: string): Promise<void> {
      await db.query(
        'update embed_visitors set settled_at = now() where app_id = $1 and user_id = $2 and settled_at is null',
        [appId, userId],
      );
    },
    /** Apps of a workspace that the user is a visitor of. */
    async appsIn(workspaceId: string, userId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        `select a.id from embed_visitors v join embed_apps a on a.id = v.app_id
         where a.workspace_id = $1 and v.user_id = $2`,
        [workspaceId, userId],
      );
      return rows.map(({ id }) => id);
    },
    /** Members of workspaces whose app is gone, by the source of their accounts; null: of any app. Owners stay. */
    async withoutApp(
      sources: readonly string[] | null,
      limit: number,
    ): Promise<{ workspaceId: string; userId: string }[]> {
      return db.query(
        `select m.workspace_id as "workspaceId", m.user_id as "userId" from users u
         join workspace_members m on m.user_id = u.id and m.role <> 'owner'
         where ${sources === null ? "u.source ~ '^embed(-guest)?:'" : 'u.source = any($2)'}
           and not exists (select 1 from embed_visitors v where v.user_id = u.id)
         order by m.workspace_id, m.user_id limit $1`,
        sources === null ? [limit] : [limit, sources],
      );
    },
    /** Apps that the user is a visitor of, over all workspaces. */
    async appsOf(userId: string): Promise<string[]> {
      const rows = await db.query<{ id: string }>(
        'select app_id as id from embed_visitors where user_id = $1',
        [userId],
      );
      return rows.map(({ id }) => id);
    },
    /** Notes that a token was used. False: it was before. */
    async useToken(appId: string, jti: string, exp: number): Promise<boolean> {
      const rows = await db.query(
        `insert into embed_used_tokens (app_id, jti, expires_at) values ($1, $2, to_timestamp($3))
         on conflict do nothing returning jti`,
        [appId, jti, exp],
      );
      return rows.length === 1;
    },
    async deleteUsedTokens(): Promise<void> {
      await db.query("delete from embed_used_tokens where expires_at < now() - interval '10 minutes'");
    },
  };
}

export type VisitorsRepository = ReturnType<typeof createVisitorsRepository>;
