import { problem } from './problem-error.js';
import { isForbiddenKey, valueBounds } from './value-bounds.js';

const refuse = (detail: string) => problem('bad_request', detail);

/**
 * Walks the bytes without building anything: msgpackr alone decodes RegExp, Error, Set, Date and BigInt out of
 * untrusted bytes, and a length field of 2^32 - 1 is believed before the bytes are missed.
 */
export function inspectMsgpack(bytes: Uint8Array): void {
  const cursor: Cursor = {
    bytes,
    view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    at: 0,
    nodes: 0,
  };
  readValue(cursor, 0);
  if (cursor.at !== bytes.byteLength) throw refuse('Bytes follow the MessagePack value.');
}

interface Cursor {
  bytes: Uint8Array;
  view: DataView;
  at: number;
  nodes: number;
}

function take(cursor: Cursor, count: number): number {
  const from = cursor.at;
  if (count > cursor.bytes.byteLength - from) throw refuse('The MessagePack value is cut short.');
  cursor.at = from + count;
  return from;
}

function readLength(cursor: Cursor, width: 1 | 2 | 4): number {
  const from = take(cursor, width);
  if (width === 1) return cursor.view.getUint8(from);
  return width === 2 ? cursor.view.getUint16(from) : cursor.view.getUint32(from);
}

function readValue(cursor: Cursor, depth: number): void {
  const byte = readLength(cursor, 1);
  if (byte <= 0x7f || byte >= 0xe0) return;
  if (byte <= 0x8f) readMap(cursor, byte & 0x0f, depth);
  else if (byte <= 0x9f) readArray(cursor, byte & 0x0f, depth);
  else if (byte <= 0xbf) skipText(cursor, byte & 0x1f);
  else readTagged(cursor, byte, depth);
}

/** The types whose first byte says nothing but their name. */
function readTagged(cursor: Cursor, byte: number, depth: number): void {
  switch (byte) {
    case 0xc0:
    case 0xc2:
    case 0xc3:
      break;
    case 0xca:
      refuseInfinite(cursor.view.getFloat32(take(cursor, 4)));
      break;
    case 0xcb:
      refuseInfinite(cursor.view.getFloat64(take(cursor, 8)));
      break;
    case 0xcc:
    case 0xd0:
      take(cursor, 1);
      break;
    case 0xcd:
    case 0xd1:
      take(cursor, 2);
      break;
    case 0xce:
    case 0xd2:
      take(cursor, 4);
      break;
    case 0xcf:
      refuseUnsafe(cursor.view.getBigUint64(take(cursor, 8)));
      break;
    case 0xd3:
      refuseUnsafe(cursor.view.getBigInt64(take(cursor, 8)));
      break;
    case 0xd9:
      skipText(cursor, readLength(cursor, 1));
      break;
    case 0xda:
      skipText(cursor, readLength(cursor, 2));
      break;
    case 0xdb:
      skipText(cursor, readLength(cursor, 4));
      break;
    case 0xdc:
      readArray(cursor, readLength(cursor, 2), depth);
      break;
    case 0xdd:
      readArray(cursor, readLength(cursor, 4), depth);
      break;
    case 0xde:
      readMap(cursor, readLength(cursor, 2), depth);
      break;
    case 0xdf:
      readMap(cursor, readLength(cursor, 4), depth);
      break;
    default:
      throw refuse('Only the JSON values of MessagePack are accepted: no binary and no extension types.');
  }
}

function skipText(cursor: Cursor, length: number): void {
  const from = take(cursor, length);
  if (cursor.bytes.subarray(from, from + length).includes(0))
    throw refuse('Texts may not hold NUL characters.');
}

function enter(cursor: Cursor, count: number, depth: number): void {
  if (depth >= valueBounds.maxDepth) throw refuse('The body is nested too deeply.');
  cursor.nodes += count;
  if (cursor.nodes > valueBounds.maxNodes) throw refuse('The body holds too many values.');
}

function readArray(cursor: Cursor, count: number, depth: number): void {
  enter(cursor, count, depth);
  for (let index = 0; index < count; index++) readValue(cursor, depth + 1);
}

function readMap(cursor: Cursor, count: number, depth: number): void {
  enter(cursor, count, depth);
  const seen = new Set<string>();
  for (let index = 0; index < count; index++) {
    const key = readKey(cursor);
    if (isForbiddenKey(key) || seen.has(key)) throw refuse('The body holds a key that is not allowed.');
    seen.add(key);
    readValue(cursor, depth + 1);
  }
}

function readKey(cursor: Cursor): string {
  const byte = readLength(cursor, 1);
  const length =
    byte >= 0xa0 && byte <= 0xbf
      ? byte & 0x1f
      : byte === 0xd9
        ? readLength(cursor, 1)
        : byte === 0xda
          ? readLength(cursor, 2)
          : byte === 0xdb
            ? readLength(cursor, 4)
            : -1;
  if (length < 0) throw refuse('The keys of a MessagePack map must be texts.');
  const from = take(cursor, length);
  return Buffer.from(cursor.bytes.buffer, cursor.bytes.byteOffset + from, length).toString('utf8');
}

function refuseInfinite(value: number): void {
  if (!Number.isFinite(value)) throw refuse('Numbers must be finite.');
}

function refuseUnsafe(value: bigint): void {
  if (value > BigInt(Number.MAX_SAFE_INTEGER) || value < BigInt(Number.MIN_SAFE_INTEGER))
    throw refuse('Integers must lie within 2^53 - 1.');
}
