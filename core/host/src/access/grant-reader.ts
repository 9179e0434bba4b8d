import { LRUCache } from 'lru-cache';
import { growing } from '../cache/growing.js';
import type { Grant, ResourceKind, RightsVersion } from './contract.js';

/** Grants remembered per instance: 50,000 of about 200 bytes. */
const maxCached = 50_000;

interface Batch {
  actorIds: Set<string>;
  stale: boolean;
  result: Promise<Snapshot | null>;
}

export interface Snapshot {
  version: RightsVersion;
  grants: Map<string, Grant>;
}

const nothing = (version: RightsVersion): Grant => ({ role: null, visible: false, version });

/**
 * Reads grants, one statement in flight per scope: callers that arrive meanwhile share the next one. Nobody ever joins
 * a statement that was already sent, so every answer is at least as new as its question.
 */
export function createGrantReader() {
  const cached = new LRUCache<string, Grant>(growing(maxCached));
  const versions = new LRUCache<string, RightsVersion>(growing(maxCached));
  const running = new Map<string, Promise<unknown>>();
  const reading = new Map<string, Set<Batch>>();
  const waiting = new Map<string, Batch>();

  const scopeKey = (scope: string, id: string) => `${scope}:${id}`;
  const grantKey = (key: string, actorId: string) => `${key}/${actorId}`;

  async function run(kind: ResourceKind, id: string, key: string, batch: Batch): Promise<Snapshot | null> {
    await running.get(key)?.catch(() => undefined);
    if (waiting.get(key) === batch) waiting.delete(key);
    const inFlight = reading.get(key) ?? new Set<Batch>();
    reading.set(key, inFlight.add(batch));
    try {
      if (!kind.grants) throw new Error(`kind "${kind.kind}" is not a scope`);
      const snapshot = await kind.grants(id, [...batch.actorIds]);
      if (snapshot && !batch.stale) remember(key, snapshot, batch.actorIds);
      return snapshot;
    } finally {
      inFlight.delete(batch);
      if (inFlight.size === 0) reading.delete(key);
    }
  }

  function remember(key: string, snapshot: Snapshot, actorIds: Iterable<string>): void {
    const known = versions.get(key);
    if (known !== undefined && isOlder(snapshot.version, known)) return;
    versions.set(key, snapshot.version);
    for (const actorId of actorIds)
      cached.set(grantKey(key, actorId), snapshot.grants.get(actorId) ?? nothing(snapshot.version));
  }

  return {
    /** A grant from memory, if it was read under the newest version this instance has seen of the scope. */
    cached(scope: string, id: string, actorId: string): Grant | undefined {
      const key = scopeKey(scope, id);
      const grant = cached.get(grantKey(key, actorId));
      return grant && grant.version === versions.get(key) ? grant : undefined;
    },
    /** Reads from the database. Null: the scope does not exist. */
    async read(kind: ResourceKind, id: string, actorId: string): Promise<Grant | null> {
      const key = scopeKey(kind.kind, id);
      let batch = waiting.get(key);
      if (!batch) {
        const created: Batch = { actorIds: new Set(), stale: false, result: Promise.resolve(null) };
        waiting.set(key, created);
        created.result = run(kind, id, key, created);
        running.set(key, created.result);
        const done = () => {
          if (running.get(key) === created.result) running.delete(key);
        };
        created.result.then(done, done);
        batch = created;
      }
      batch.actorIds.add(actorId);
      const snapshot = await batch.result;
      return snapshot && (snapshot.grants.get(actorId) ?? nothing(snapshot.version));
    },
    /** Reads many at once, past the cache. */
    async readMany(kind: ResourceKind, id: string, actorIds: readonly string[]): Promise<Snapshot | null> {
      if (!kind.grants) throw new Error(`kind "${kind.kind}" is not a scope`);
      return kind.grants(id, actorIds);
    },
    forget(scope: string, id: string): void {
      const key = scopeKey(scope, id);
      versions.delete(key);
      for (const batch of reading.get(key) ?? []) batch.stale = true;
    },
  };
}

export type GrantReader = ReturnType<typeof createGrantReader>;

/** `2.7` is older than `2.8` and than `3.1`: each half only ever grows. */
function isOlder(a: RightsVersion, b: RightsVersion): boolean {
  const [aParent = 0, aOwn = 0] = a.split('.').map(Number);
  const [bParent = 0, bOwn = 0] = b.split('.').map(Number);
  return aParent < bParent || (aParent === bParent && aOwn < bOwn);
}
