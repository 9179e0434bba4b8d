import type { ImportReport } from '../../../shared/types.js';
import { icsLimits } from '../limits.js';

export type Skipped = ImportReport['skipped'][number];

/** Collects what of a file is not carried over, and why. */
export interface Report {
  skip(item: Skipped): void;
  leaveOut(what: string, count?: number): void;
  readonly skipped: Skipped[];
  notCarried(): ImportReport['notCarried'];
}

export function createReport(): Report {
  const skipped: Skipped[] = [];
  const counts = new Map<string, number>();
  return {
    skipped,
    skip(item) {
      skipped.push(item);
    },
    leaveOut(what, count = 1) {
      const key = counts.has(what) || counts.size < icsLimits.kinds ? what : '(others)';
      counts.set(key, (counts.get(key) ?? 0) + count);
    },
    notCarried: () =>
      [...counts]
        .map(([what, count]) => ({ what, count }))
        .sort((a, b) => b.count - a.count || (a.what < b.what ? -1 : 1)),
  };
}
