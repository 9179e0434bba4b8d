import { createHash, timingSafeEqual } from 'node:crypto';
import { embedProblem } from '../problems.js';
import type { VisitorRow } from './repository.js';

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Nobody's hash: a guest that does not exist takes as long as one with a wrong secret. */
const nobody = Buffer.alloc(32);

/** The guest whom the secret proves. Throws `embed_guest_invalid` for anybody else. */
export function provenGuest(visitor: VisitorRow | null, secret: string): VisitorRow {
  const hash = visitor?.kind === 'guest' ? visitor.guestHash : null;
  const fits = timingSafeEqual(hash ?? nobody, hashOf(secret));
  if (!visitor || !hash || !fits) throw embedProblem('embed_guest_invalid');
  return visitor;
}
