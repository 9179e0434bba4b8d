import type { Database } from '@teambrain/core';

export interface MovedMessage {
  id: string;
  seq: number;
  version: number;
}

export interface MovedReaction {
  messageId: string;
  emoji: string;
}

/** A client id that the other author has used already is dropped: it stands for one message of an author. */
const messagesSql = `update messages m set author_id = $3, version = version + 1,
    client_id = case when exists (select 1 from messages k where k.author_id = $3 and k.client_id = m.client_id)
      then null else client_id end
  where room_id = $1 and author_id = $2 returning id, seq::float8 as seq, version`;

const reactionsSql = `with gone as (
    delete from message_reactions r using messages m
    where r.message_id = m.id and m.room_id = $1 and r.user_id = $2
    returning r.message_id, r.emoji, r.created_at),
  added as (
    insert into message_reactions (message_id, user_id, emoji, created_at)
    select message_id, $3, emoji, created_at from gone on conflict do nothing)
  select message_id as "messageId", emoji from gone`;

/** Moves what one author has in a room to another. Runs inside a transaction that has locked the room. */
export function createReassigningRepository(db: Database) {
  return {
    async messages(roomId: string, fromId: string, toId: string): Promise<MovedMessage[]> {
      const rows = await db.query<MovedMessage>(messagesSql, [roomId, fromId, toId]);
      return rows.sort((a, b) => a.seq - b.seq);
    },
    async reactions(roomId: string, fromId: string, toId: string): Promise<MovedReaction[]> {
      return db.query<MovedReaction>(reactionsSql, [roomId, fromId, toId]);
    },
    /** Mentions of the one, and pins by it. */
    async traces(roomId: string, fromId: string, toId: string): Promise<void> {
      await db.query(
        `update messages set mentions = array_replace(mentions, $2::uuid, $3::uuid)
         where room_id = $1 and mentions @> array[$2::uuid]`,
        [roomId, fromId, toId],
      );
      await db.query('update messages set pinned_by = $3 where room_id = $1 and pinned_by = $2', [
        roomId,
        fromId,
        toId,
      ]);
    },
  };
}

export type ReassigningRepository = ReturnType<typeof createReassigningRepository>;
