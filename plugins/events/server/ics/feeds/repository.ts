import type { Database } from '@teambrain/core';

export interface Feed {
  roomId: string;
  workspaceId: string;
  userId: string;
}

const find = `select f.room_id as "roomId", f.user_id as "userId", r.workspace_id as "workspaceId"
  from event_feeds f join users u on u.id = f.user_id join rooms r on r.id = f.room_id
  where f.secret_hash = $1 and u.deactivated_at is null and r.deleted_at is null`;

const put = `insert into event_feeds (room_id, user_id, secret_hash)
  values ($1, $2, $3) on conflict (room_id, user_id)
  do update set secret_hash = excluded.secret_hash, created_at = clock_timestamp()
  returning created_at as "createdAt"`;

export function createFeedRepository(db: Database) {
  return {
    /** The feed of an account that is active, in a room that is there. */
    async find(secretHash: Buffer): Promise<Feed | null> {
      const [row] = await db.query<Feed>(find, [secretHash]);
      return row ?? null;
    },
    /** Makes it, or makes it anew. */
    async put(roomId: string, userId: string, secretHash: Buffer): Promise<Date> {
      const [row] = await db.query<{ createdAt: string }>(put, [roomId, userId, secretHash]);
      return new Date((row as { createdAt: string }).createdAt);
    },
    async remove(roomId: string, userId: string): Promise<void> {
      await db.query('delete from event_feeds where room_id = $1 and user_id = $2', [roomId, userId]);
    },
  };
}

export type FeedRepository = ReturnType<typeof createFeedRepository>;
