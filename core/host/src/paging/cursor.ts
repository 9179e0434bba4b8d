import { problem } from '../transport/problem-error.js';

/** A place in a list, opaque to clients. */
export function encodeCursor(...parts: string[]): string {
  return Buffer.from(parts.join('|')).toString('base64url');
}

/** Throws `validation_failed` for a cursor that this list did not give out. */
export function decodeCursor(cursor: string | undefined, ...patterns: RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  const parts = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  const fits = parts.length === patterns.length && parts.every((part, i) => patterns[i]?.test(part));
  if (!fits) {
    const errors = [{ path: '/cursor', message: 'is not a cursor of this list' }];
    throw problem('validation_failed', undefined, { errors });
  }
  return parts;
}

export const idPart = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One page of a list that was asked for with one row more than it shows. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => Item,
  position: (row: Row) => string,
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? position(last) : null,
  };
}
