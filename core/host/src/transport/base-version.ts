import { problem } from './problem-error.js';

/**
 * The version that a write was based on: `baseVersion` of the body, else `If-Match: "<version>"`. Undefined when the
 * client named none.
 */
export function baseVersionOf(request: {
  body?: unknown;
  headers: { 'if-match'?: string };
}): number | undefined {
  const { baseVersion } = (request.body ?? {}) as { baseVersion?: unknown };
  if (typeof baseVersion === 'number') return baseVersion;
  const header = request.headers['if-match']?.trim();
  if (header === undefined || header === '*') return undefined;
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  if (!match) throw problem('bad_request', 'If-Match must hold the version in quotes: "3".');
  return Number(match[1]);
}
