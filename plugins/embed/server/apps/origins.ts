import { canonicalOrigin, problem } from '@teambrain/core';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The origins of an app as browsers write them, each once. Throws `validation_failed` for anything that is more or less
 * than an origin: the list is compared character by character afterwards.
 */
export function cleanOrigins(given: readonly string[]): string[] {
  return [...new Set(given.map((origin, index) => cleanOrigin(origin.trim(), `/origins/${index}`)))];
}

function cleanOrigin(origin: string, path: string): string {
  const refuse = (message: string) =>
    problem('validation_failed', undefined, { errors: [{ path, message }] });
  if (origin.includes('*')) throw refuse('must be one exact origin; there are no wildcards');
  let canonical: string;
  try {
    canonical = canonicalOrigin(origin);
  } catch {
    throw refuse('must be scheme, host and port only: https://acme.dev');
  }
  const { protocol, hostname } = new URL(canonical);
  if (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) return canonical;
  throw refuse('must be https; http is for this machine only (localhost, 127.0.0.1, [::1])');
}

const isLoopback = (hostname: string) => loopback.has(hostname) || hostname.endsWith('.localhost');
