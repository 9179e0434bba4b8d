import type { Database } from '@teambrain/core';

/** Summary of a message's reactions, in order of the first of each kind; the first 100 people of each. */
const summarySql = `update messages set reactions = (
    select json_agg(json_build_object('emoji', r.emoji, 'count', r.people, 'userIds', r.first) order by r.since)
    from (select emoji, count(*)::int as people, min(created_at) as since,
            (array_agg(user_id order by created_at, user_id))[1:100] as first
          from message_reactions where message_id = $1 group by emoji) r)
  where id = $1`;

/** Reactions; writes run inside a transaction that has locked the room. */
export function createReactionRepository(db: Database) {
  return {
    /** False when it was there already. */
    async add(messageId: string, userId: string, emoji: string): Promise<boolean> {
      const rows = await db.query(
        `insert into message_reactions (message_id, user_id, emoji) values ($1, $2, $3)
         on conflict do nothing returning emoji`,
        [messageId, userId, emoji],
      );
      return rows.length === 1;
    },
    /** False when it was not there. */
    async remove(messageId: string, userId: string, emoji: string): Promise<boolean> {
      const rows = await db.query(
        'delete from message_reactions where message_id = $1 and user_id = $2 and emoji = $3 returning emoji',
        [messageId, userId, emoji],
      );
      return rows.length === 1;
    },
    async countKinds(messageId: string): Promise<number> {
      const [row] = await db.query<{ kinds: number }>(
        'select count(distinct emoji)::int as kinds from message_reactions where message_id = $1',
        [messageId],
      );
      return row?.kinds ?? 0;
    },
    /** Renews what answers show of the reactions. */
    async summarise(messageId: string): Promise<void> {
      await db.query(summarySql, [messageId], { name: 'messaging.summariseReactions' });
    },
  };
}

export type ReactionRepository = ReturnType<typeof createReactionRepository>;
