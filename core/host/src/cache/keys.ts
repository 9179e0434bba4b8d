import { createHash } from 'node:crypto';
import type { CacheKey } from './contract.js';

/** 128 bits of SHA-256: nobody chooses two inputs that meet. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/**
 * The one place where a cache key is made. Everything that came from outside is hashed, as JSON, so that no colon, line
 * feed or length of an id reaches another key; `undefined` and `null` are different parts.
 */
export function cacheKey({ name, viewer, parts }: CacheKey): string {
  return digest(JSON.stringify([name, viewer, ...parts.map((part) => (part === undefined ? [] : part))]));
}

export function tagKey(tag: string): string {
  return digest(`tag ${tag}`);
}
