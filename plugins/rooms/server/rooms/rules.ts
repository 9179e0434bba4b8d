import { problem } from '@teambrain/core';
import type { RoomVisibility } from '../../shared/types.js';

/** What a room may be given. Throws `unprocessable` with what is wrong. */
export function checkPlaces(maxMembers: number, limit: number, taken = 0): void {
  if (maxMembers > limit) throw problem('unprocessable', `A room has at most ${limit} places.`);
  if (maxMembers < taken) throw problem('unprocessable', `The room already has ${taken} members.`);
}

/** A password belongs to a room that is joined with one, and only there. */
export function checkPassword(visibility: RoomVisibility, hasPassword: boolean, given: boolean): void {
  if (visibility === 'password' && !hasPassword)
    throw problem('unprocessable', 'A room that is joined with a password needs one.');
  if (visibility !== 'password' && given)
    throw problem('unprocessable', 'Only a room of visibility `password` has a password.');
}

export const isFoundByAll = (visibility: RoomVisibility) =>
  visibility === 'public' || visibility === 'password';

/** A name on one line, composed, without what cannot be seen. */
export function cleanName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\u200B\u2060\uFEFF]/gu, ' ')
    .trim();
  if (clean === '')
    throw problem('validation_failed', undefined, {
      errors: [{ path: '/name', message: 'must hold something visible' }],
    });
  return clean;
}
