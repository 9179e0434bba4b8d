import { problem } from './problem-error.js';

/** The token of an Authorization header; throws `unauthenticated` when there is none in it. */
export function bearerToken(header: string): string {
  if (header.length > 7 && header.slice(0, 7).toLowerCase() === 'bearer ') return header.slice(7).trim();
  throw problem('unauthenticated', 'The Authorization header must be "Bearer <access token>".');
}
