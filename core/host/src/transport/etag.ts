import { hash } from 'node:crypto';

/** A weak ETag of the bytes: for caching alone, never a version to write against. */
export function weakEtag(bytes: string | Buffer): string {
  return `W/"${hash('sha1', bytes, 'base64url')}"`;
}

/** Weak comparison against an If-None-Match header (RFC 9110, 13.1.2). */
export function etagMatches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === opaque);
}
