import type { Database } from '@teambrain/core';
import type { Notice } from './gathering.js';

/** What a change has to tell, in one room. */
export interface Untold {
  id: string;
  roomId: string;
  actorId: string;
  notices: Notice[];
}

export function createUntoldRepository(db: Database) {
  return {
    /** Inside the transaction of the change. */
    async keep({ id, roomId, actorId, notices }: Untold): Promise<void> {
      await db.query(
        'insert into event_untold (id, room_id, actor_id, notices) values ($1, $2, $3, $4)',
        [id, roomId, actorId, JSON.stringify(notices)],
        { name: 'events.keepUntold' },
      );
    },
    /** False: somebody else has told it. Whoever takes it tells it in the same transaction. */
    async take(id: string): Promise<boolean> {
      const rows = await db.query('delete from event_untold where id = $1 returning id', [id], {
        name: 'events.takeUntold',
      });
      return rows.length > 0;
    },
    /** Those that have waited for so long, in order; `after` in the order, which ids follow within a moment. */
    left(seconds: number, after: Left | null, limit: number): Promise<Left[]> {
      return db.query<Left>(
        `select id, room_id as "roomId", actor_id as "actorId", notices, written_at::text as "writtenAt"
         from event_untold
         where written_at < clock_timestamp() - make_interval(secs => $1)
           and ($2::timestamptz is null or (written_at, id) > ($2, $3::uuid))
         order by written_at, id limit $4`,
        [seconds, after?.writtenAt ?? null, after?.id ?? null, limit],
      );
    },
  };
}

export interface Left extends Untold {
  writtenAt: string;
}

export type UntoldRepository = ReturnType<typeof createUntoldRepository>;
