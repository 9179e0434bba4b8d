import { problem } from '@teambrain/core';

/** A place in a list, opaque to clients. */
export function encodeCursor(parts: readonly string[]): string {
  return Buffer.from(parts.join('|')).toString('base64url');
}

/** Throws `validation_failed` for a cursor that this list did not give out. */
export function decodeCursor(cursor: string | undefined, patterns: readonly RegExp[]): string[] | null {
  if (cursor === undefined) return null;
  const parts = Buffer.from(cursor, 'base64url').toString('utf8').split('|');
  if (
    parts.length !== patterns.length ||
    !patterns.every((pattern, index) => pattern.test(parts[index] as string))
  )
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/cursor', message: 'is not a cursor of this list' }],
    });
  return parts;
}

export const idPart = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const microsPart = /^\d{1,18}$/;
