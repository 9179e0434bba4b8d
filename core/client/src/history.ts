import type { ChangelogEntry, Version, VersionDiff, VersionState } from '@teambrain/protocol';
import type { ClientCore, List } from './contract.js';

/** The history of one thing. Reading it takes the right to read the thing, `rollback` the right to change it. */
export interface ThingHistory<Thing, Snapshot = Thing> {
  /** Newest first. `limit` is the size of a page (default 50, at most 100). */
  versions(options?: { limit?: number }): List<Version>;
  /** One version with its state. Rejects with NotFoundError where it was never. */
  version(version: number): Promise<VersionState<Snapshot>>;
  /** How two versions differ. Default: the newest and the one before it; `from: 0` is before there was anything. */
  diff(between?: { from?: number; to?: number }): Promise<VersionDiff>;
  /**
   * Brings the state of an earlier version back, as a new version, and gives the thing. Rejects with ConflictError
   * (`details.current`) when `baseVersion` is not the present one, and with ValidationError when there is nothing to bring back.
   */
  rollback(to: { version: number; baseVersion?: number }): Promise<Thing>;
  /** Versions with what each changed, newest first. */
  changelog(options?: { limit?: number }): List<ChangelogEntry>;
}

/** For the client part of a plugin whose server part calls `versioned`: `path` is the thing's own, ``path`/notes/${id}` ``. */
export function createHistory<Thing, Snapshot = Thing>(
  { request, list }: Pick<ClientCore, 'request' | 'list'>,
  path: string,
): ThingHistory<Thing, Snapshot> {
  return {
    versions: (options) => list(`${path}/versions`, options),
    version: (version) => request('GET', `${path}/versions/${version}`),
    diff: (query) => request('GET', `${path}/diff`, { query }),
    rollback: (body) => request('POST', `${path}/rollback`, { body }),
    changelog: (options) => list(`${path}/changelog`, options),
  };
}
