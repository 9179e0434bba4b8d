import type { Database } from '@teambrain/core';

export interface MessageState {
  authorId: string;
  version: number;
  text: string;
  isDeleted: boolean;
  isPinned: boolean;
}

const editSql = `with kept as (
    insert into message_revisions (message_id, version, text, written_at)
    select id, version, text, coalesce(edited_at, created_at) from messages where id = $1)
  update messages set text = $2, tokens = $3::json, mentions = $4::uuid[], search = $5::tsvector,
    version = version + 1, edited_at = date_trunc('milliseconds', clock_timestamp())
  where id = $1 returning version`;

/** What stays is what a tombstone needs: id, place, author, the client's id and how many replies there are. */
const deleteSql = `with revisions as (delete from message_revisions where message_id = $1),
  reactions as (delete from message_reactions where message_id = $1)
  update messages set text = '', tokens = null, reply_to = null, mentions = '{}', reactions = null, files = null,
    pinned_at = null, pinned_by = null, search = null, source = null, source_id = null, edited_at = null,
    version = version + 1, deleted_at = date_trunc('milliseconds', clock_timestamp())
  where id = $1 returning version`;

/** Changes messages. Every method runs inside a transaction that has locked the room. */
export function createChangingRepository(db: Database) {
  return {
    async lockMessage(id: string): Promise<MessageState | null> {
      const [row] = await db.query<MessageState>(
        `select author_id as "authorId", version, text, deleted_at is not null as "isDeleted",
           pinned_at is not null as "isPinned" from messages where id = $1 for no key update`,
        [id],
        { name: 'messaging.lockMessage' },
      );
      return row ?? null;
    },
    async edit(
      id: string,
      change: { text: string; tokens: string | null; mentions: readonly string[]; search: string },
    ): Promise<number> {
      const rows = await db.query<{ version: number }>(editSql, [
        id,
        change.text,
        change.tokens,
        change.mentions,
        change.search,
      ]);
      return versionOf(rows);
    },
    async remove(id: string): Promise<number> {
      return versionOf(await db.query<{ version: number }>(deleteSql, [id]));
    },
    async pin(id: string, userId: string | null): Promise<void> {
      await db.query(
        `update messages set pinned_by = $2::uuid,
           pinned_at = case when $2::uuid is null then null else clock_timestamp() end
         where id = $1`,
        [id, userId],
      );
    },
  };
}

export type ChangingRepository = ReturnType<typeof createChangingRepository>;

function versionOf(rows: readonly { version: number }[]): number {
  const version = rows[0]?.version;
  if (version === undefined) throw new Error('a locked message was not there to be changed');
  return version;
}
