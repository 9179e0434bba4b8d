import type { RightsVersion } from '../access/contract.js';

/** The rights version of a channel: its parent's `acl_version` (0 without a parent) and its own. */
export function rightsVersion(parent: number | string, own: number | string): RightsVersion {
  return `${parent}.${own}`;
}

/**
 * Whether rights moved between reading `a` and reading `b`. Each half only ever grows, so `a` is newer as soon as one
 * half of it is greater.
 */
export function isNewer(a: RightsVersion, b: RightsVersion): boolean {
  if (a === b) return false;
  const [aParent = 0, aOwn = 0] = a.split('.', 2).map(Number);
  const [bParent = 0, bOwn = 0] = b.split('.', 2).map(Number);
  return aParent > bParent || aOwn > bOwn;
}
