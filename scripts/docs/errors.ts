import type { PluginManifest } from '@teambrain/core';
import { coreErrorCodes, type ErrorCodeInfo } from '@teambrain/protocol';

/** The table of every code that an answer can carry. */
export function errorsPage(plugins: readonly PluginManifest[]): string {
  const rows = (codes: Record<string, ErrorCodeInfo>, owner: string) =>
    Object.entries(codes).map(
      ([code, { status, title, retryable }]) =>
        `| \`${code}\` | ${status} | ${owner} | ${retryable ? 'yes' : ''} | ${title} |`,
    );
  return [
    '# Error codes',
    '',
    'Every error answer is `application/problem+json` (or MessagePack with the same fields) with one of these codes; an',
    '`err` frame on the socket carries the same. Codes are stable and never reused. Retryable: the same request may succeed',
    'later without a change, after `Retry-After` seconds where the answer names them.',
    '',
    '| code | status | from | retryable | what happened |',
    '|---|---:|---|---|---|',
    ...rows(coreErrorCodes, 'core'),
    ...plugins.flatMap(({ name, errors = {} }) => rows(errors, name)),
  ].join('\n');
}
