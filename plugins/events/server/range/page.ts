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
const comma = 44;

/** Puts a page together, item by item. */
export function createPageText() {
  let bytes = Buffer.allocUnsafe(64 * 1024);
  let at = bytes.write(opening);
  const eventIds: string[] = [];
  const ends: number[] = [];

  function reserve(more: number): void {
    if (at + more <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * bytes.length, at + more));
    bytes.copy(larger, 0, 0, at);
    bytes = larger;
  }

  return {
    get bytes() {
      return at;
    },
    get count() {
      return eventIds.length;
    },
    push(listed: Listed, placed: Placed): void {
      const size = listed.size(placed);
      reserve(size + 1);
      if (eventIds.length > 0) at = bytes.writeUInt8(comma, at);
      listed.write(bytes, at, placed);
      at += size;
      eventIds.push(listed.id);
      ends.push(at);
    },
    end(truncated: boolean, nextCursor: string | null): SharedPage {
      const closing = Buffer.from(`],"truncated":${truncated},"nextCursor":${JSON.stringify(nextCursor)}}`);
      const whole = Buffer.concat([bytes.subarray(0, at), closing]);
      return { ...readyOf(whole), eventIds, ends: Uint32Array.from(ends) };
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
