import { problem } from '@teambrain/core';
import type { Page } from '@teambrain/protocol';
import type { Message, MessageHit } from '../../shared/types.js';
import type { ReadingRepository } from '../reading/repository.js';
import { wellFormed } from '../text.js';
import { parseQuery, type SearchQuery } from './query.js';
import {
  farAhead,
  type Hit,
  type RoomScope,
  type SearchRepository,
  type WorkspaceScope,
} from './repository.js';
import { score } from './score.js';
import { shownText } from './shown-text.js';
import { snippetOf } from './snippet.js';

/** Below this share of the words a message does not answer a query. */
const minScore = 0.5;

export interface SearchInput {
  q: string;
  limit: number;
  cursor?: string | undefined;
}

/** Finds messages: all words first, newest first; where that finds little, also with a wrong or without an absent word. */
export function createSearch(repository: SearchRepository, reading: ReadingRepository) {
  async function loosely(
    scope: RoomScope | WorkspaceScope,
    query: SearchQuery,
    known: readonly Hit[],
  ): Promise<Hit[]> {
    if (query.loose === null) return [];
    const seen = new Set(known.map(({ id }) => id));
    return (await repository.candidates(scope, query.loose))
      .filter(({ id }) => !seen.has(id))
      .map((candidate) => ({ ...candidate, score: score(query.words, candidate.words) }))
      .filter((candidate) => candidate.score >= minScore)
      .sort((a, b) => b.score - a.score || b.position - a.position);
  }

  return async function search(
    scope: RoomScope | WorkspaceScope,
    { q, limit, cursor }: SearchInput,
  ): Promise<Page<MessageHit>> {
    const query = parseQuery(wellFormed(q));
    if (!query) return { items: [], nextCursor: null };
    const before = cursor === undefined ? farAhead : positionOf(cursor);
    const found = await repository.hits(scope, query.strict, before, limit + 1);
    const hits = found.slice(0, limit);
    const hasMore = found.length > limit;
    // Only a short first page is filled up; a cursor belongs to the exact hits alone.
    if (!hasMore && cursor === undefined && hits.length < limit)
      hits.push(...(await loosely(scope, query, hits)).slice(0, limit - hits.length));
    const messages = await reading.byIds(hits.map(({ id }) => id));
    const items: MessageHit[] = [];
    for (const { id } of hits) {
      const message = messages.get(id);
      if (message && message.deletedAt === undefined)
        items.push({ message, ...shownSnippet(message, query) });
    }
    return { items, nextCursor: hasMore ? String(hits.at(-1)?.position) : null };
  };
}

export type Search = ReturnType<typeof createSearch>;

/** Around the hit in what people read; where it is in something else, as the address of a link is, in what was written. */
function shownSnippet(message: Message, { words }: SearchQuery): Pick<MessageHit, 'snippet' | 'matches'> {
  const shown = snippetOf(shownText(message), words);
  if (shown.matches.length > 0 || message.tokens === undefined) return shown;
  const written = snippetOf(message.text, words);
  return written.matches.length > 0 ? written : shown;
}

function positionOf(cursor: string): number {
  const position = Number(cursor);
  if (!/^\d{1,16}(\.\d{1,6})?$/.test(cursor) || position > farAhead)
    throw problem('bad_request', 'The cursor is not one of this list.');
  return position;
}
