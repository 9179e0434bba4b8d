import { hash } from 'node:crypto';
import type { RsvpStatus } from '../../shared/types.js';
import type { Placed } from '../occurrences/compiled.js';
import type { Listed } from './listed.js';

/** An answer ready to be sent. */
export interface Ready {
  bytes: Buffer;
  /** Weak, with its quotes. */
  etag: string;
}

/** A page that is the same for everybody who reads the room. */
export interface SharedPage extends Ready {
  /** The events of the items in their order, and where in the bytes each item ends. */
  eventIds: readonly string[];
  ends: Uint32Array;
}

/** What one person answered to one event: to the series, and to instances by their `originalStart`. */
export interface OwnAnswers {
  whole: RsvpStatus;
  single: ReadonlyMap<string, RsvpStatus>;
}

const opening = '{"items":[';

/** Puts a page together, item by item. */
export function createPageText() {
  const parts: string[] = [opening];
  const eventIds: string[] = [];
  const ends: number[] = [];
  let bytes = opening.length;
  return {
    get bytes() {
      return bytes;
    },
    get count() {
      return eventIds.length;
    },
    push(listed: Listed, placed: Placed): void {
      if (eventIds.length > 0) {
        parts.push(',');
        bytes += 1;
      }
      bytes += listed.push(parts, placed);
      eventIds.push(listed.id);
      ends.push(bytes);
    },
    end(truncated: boolean, nextCursor: string | null): SharedPage {
      parts.push(`],"truncated":${truncated},"nextCursor":${JSON.stringify(nextCursor)}}`);
      return { ...readyOf(Buffer.from(parts.join(''))), eventIds, ends: Uint32Array.from(ends) };
    },
  };
}

/** `{"eventId":"<36 characters>","originalStart":"` */
const nameAt = 12 + 36 + 19;

/** A page with the answers of one person in it. */
export function withAnswers(page: SharedPage, own: ReadonlyMap<string, OwnAnswers>): Ready {
  const { bytes, eventIds, ends } = page;
  const pieces: Buffer[] = [];
  let from = 0;
  let start = opening.length;
  for (const [index, eventId] of eventIds.entries()) {
    const end = ends[index] as number;
    const answers = own.get(eventId);
    if (answers) {
      const name =
        answers.single.size === 0
          ? ''
          : bytes.toString('latin1', start + nameAt, bytes.indexOf('"', start + nameAt));
      const status = answers.single.get(name) ?? answers.whole;
      // Before the brace that ends the item.
      pieces.push(bytes.subarray(from, end - 1), Buffer.from(`,"rsvp":"${status}"`));
      from = end - 1;
    }
    start = end + 1;
  }
  if (pieces.length === 0) return page;
  return readyOf(Buffer.concat([...pieces, bytes.subarray(from)]));
}

const readyOf = (bytes: Buffer): Ready => ({ bytes, etag: `W/"${hash('sha1', bytes, 'base64url')}"` });
