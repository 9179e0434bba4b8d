import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Heads } from './heads.js';

/** Bytes of ready pages per instance. */
const maxBytes = 32 * 1024 * 1024;
/** Profiles are no part of a room's log: a page shows a new name or picture after at most this long. */
const maxAgeMs = 30_000;

/** A stretch of a timeline as JSON, ready to be sent. */
export interface Page {
  bytes: Buffer;
  /** Weak, with its quotes. */
  etag: string;
}

interface Stored {
  seq: number;
  page: Page;
}

/**
 * The newest pages of rooms as ready bytes. A page is good for exactly one head of its room, because everything that
 * changes a message takes the next `seq`; so a read of an unchanged room costs one look at its head, shared by all who
 * ask at that moment, and is never older than its question.
 */
export function createNewestPages(heads: Heads) {
  const pages = new LRUCache<string, Stored>({
    maxSize: maxBytes,
    sizeCalculation: ({ page }) => page.bytes.length + 200,
    ttl: maxAgeMs,
  });
  const keyOf = (roomId: string, limit: number) => `${roomId} ${limit}`;

  return {
    /** A page that is as new as this call, for somebody authorised under `rights`. Null: it has to be read. */
    async find(roomId: string, limit: number, rights: string): Promise<Page | null> {
      const stored = pages.get(keyOf(roomId, limit));
      if (!stored) return null;
      const head = await heads.read(roomId);
      return head && head.seq === stored.seq && head.rights === rights ? stored.page : null;
    },
    /** After somebody changed their profile on this instance. */
    clear: () => pages.clear(),
    keep(roomId: string, limit: number, seq: number, page: Page): void {
      pages.set(keyOf(roomId, limit), { seq, page });
    },
  };
}

export type NewestPages = ReturnType<typeof createNewestPages>;

/** A page with what identifies it. */
export function pageOf(json: string): Page {
  const bytes = Buffer.from(json);
  const etag = `W/"${hash('sha1', bytes, 'base64url')}"`;
  return { bytes, etag };
}
