import { newId, type PluginContext, problem } from '@teambrain/core';
import type { ImportedMessage, ImportResult, MessagingService } from '../contract.js';
import { parseMarkdown } from '../markdown/parse.js';
import { indexText } from '../search/words.js';
import { wellFormed } from '../text.js';
import type { ImportRepository, ImportRow, KnownRow } from './repository.js';

/** Largest batch; its preparation pauses every `chunk` messages, so that a running server keeps answering. */
const maxBatch = 1_000;
const chunk = 50;

interface Prepared extends Pick<ImportRow, 'id' | 'tokens' | 'search'> {
  text: string;
  message: ImportedMessage;
}

/** Stores messages from elsewhere with their times and threads, once each. */
export function createImporting(
  { db, realtime }: Pick<PluginContext, 'db' | 'realtime'>,
  repository: ImportRepository,
): MessagingService['importBatch'] {
  return async function importBatch({ roomId, source, messages }): Promise<ImportResult> {
    if (messages.length > maxBatch) throw new Error(`a batch holds at most ${maxBatch} messages`);
    if (messages.length === 0) return { stored: 0, known: 0, unlinked: [] };
    const asked = messages.flatMap(({ sourceId, replyTo }) => (replyTo ? [sourceId, replyTo] : [sourceId]));
    const find = async () => {
      const rows = await repository.known(roomId, source, [...new Set(asked)]);
      return new Map(rows.map((row) => [row.sourceId, row]));
    };
    // A run that is taken up again does not parse again what it stored before.
    const before = await find();
    const prepared = await prepare(messages.filter(({ sourceId }) => !before.has(sourceId)));
    if (prepared.length === 0) return { stored: 0, known: messages.length, unlinked: [] };
    return db.transaction(async () => {
      if ((await realtime.channel('room', roomId).lock()) === null) throw problem('not_found');
      const known = await find();
      const { rows, unlinked } = link(prepared, known);
      if (rows.length > 0 && !(await repository.store(roomId, source, rows))) throw problem('not_found');
      const replies = rows.flatMap(({ threadId, at }) => (threadId ? [{ threadId, at }] : []));
      if (replies.length > 0) await repository.countReplies(replies);
      return { stored: rows.length, known: messages.length - rows.length, unlinked };
    });
  };
}

async function prepare(messages: readonly ImportedMessage[]): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const [index, message] of messages.entries()) {
    if (index > 0 && index % chunk === 0) await new Promise((resolve) => setImmediate(resolve));
    const text = wellFormed(message.text);
    const { json } = parseMarkdown(text);
    prepared.push({ id: newId(message.at.getTime()), text, tokens: json, search: indexText(text), message });
  }
  return prepared;
}

/** Leaves out what is there already and finds the message and the thread that each reply belongs to. */
function link(prepared: readonly Prepared[], known: Map<string, KnownRow>) {
  const rows: ImportRow[] = [];
  const unlinked: string[] = [];
  for (const { message, ...row } of prepared) {
    const { sourceId, authorId, at, replyTo } = message;
    if (known.has(sourceId)) continue;
    const parent = replyTo === undefined ? undefined : known.get(replyTo);
    if (replyTo !== undefined && !parent) unlinked.push(sourceId);
    const threadId = parent ? (parent.threadId ?? parent.id) : null;
    rows.push({ ...row, sourceId, authorId, at, replyTo: parent?.id ?? null, threadId });
    known.set(sourceId, { sourceId, id: row.id, threadId });
  }
  return { rows, unlinked };
}
