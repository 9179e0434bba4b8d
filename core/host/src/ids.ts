import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(16 * 256);
let offset = pool.length;

/** A new UUIDv7: 48 bits of milliseconds, then 74 random bits. Rows made later sort later, across instances too. */
export function newId(now = Date.now()): string {
  if (offset === pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const bytes = pool.subarray(offset, offset + 16);
  offset += 16;
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside may be handed to a `uuid` column. */
export function isId(text: string): boolean {
  return uuid.test(text);
}

/**
 * The one spelling of an id, everything else unchanged. Databases read ids in any case, but limits, caches and channels
 * keep them as texts: every spelling of one id would get a budget of its own.
 */
export function canonicalId(text: string): string {
  const lower = text.toLowerCase();
  return lower !== text && isId(text) ? lower : text;
}
