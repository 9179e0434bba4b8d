import type { VersionCause } from '@teambrain/protocol';
import { isUniqueViolation } from '../database/errors.js';
import type { PluginContext } from '../plugins/contract.js';
import { problem } from '../transport/problem-error.js';
import type { VersionEntry } from './contract.js';
import type { VersionRepository } from './repository.js';

/** Largest snapshot as JSON, in bytes: every version keeps one whole. */
export const maxSnapshotBytes = 1024 * 1024;

export interface RecordingDeps {
  ctx: Pick<PluginContext, 'db' | 'realtime'>;
  kind: string;
  /** Names of the fields that a snapshot may hold. */
  fields: ReadonlySet<string>;
  repository: VersionRepository;
}

/** Writes versions in the transaction of the change, and says so on the channels of their things. */
export function createRecording({ ctx, kind, fields, repository }: RecordingDeps) {
  function jsonOf({ snapshot }: VersionEntry<object>): string {
    const unknown = Object.keys(snapshot).find((key) => !fields.has(key));
    if (unknown !== undefined)
      throw new Error(`a snapshot of a ${kind} holds "${unknown}", which its schema does not declare`);
    const json = JSON.stringify(snapshot);
    const bytes = Buffer.byteLength(json);
    if (bytes > maxSnapshotBytes)
      throw problem(
        'payload_too_large',
        `The ${kind} has ${bytes} bytes; its history takes ${maxSnapshotBytes} at most.`,
      );
    return json;
  }

  async function insert(entries: readonly VersionEntry<object>[]): Promise<void> {
    const rows = entries.map((entry) => ({
      id: entry.id,
      version: entry.version,
      actorId: entry.actorId,
      cause: causeOf(entry),
      restoredFrom: entry.restoredFrom ?? null,
      json: jsonOf(entry),
    }));
    const written = await repository.insert(rows).catch((error: unknown) => {
      throw isUniqueViolation(error, 'versions_pkey') ? problem('version_conflict') : error;
    });
    const kept = new Map(written.map(({ id, version, fields: changed }) => [`${id} ${version}`, changed]));
    for (const { id, version, restoredFrom } of rows) {
      const changed = kept.get(`${id.toLowerCase()} ${version}`);
      if (!changed)
        throw new Error(`version ${version} of ${kind} ${id} does not follow the newest that is kept`);
      // It would only make the history harder to read. Here, and not before: rights and a stale base come first.
      if (restoredFrom !== null && changed.length === 0)
        throw problem('unprocessable', `It is already as it was at version ${restoredFrom}.`);
    }
  }

  return async function recordAll(entries: readonly VersionEntry<object>[]): Promise<void> {
    if (!ctx.db.inTransaction)
      throw new Error(`a version of a ${kind} is recorded outside of the transaction that makes it`);
    if (entries.length === 0) return;
    await insert(entries);
    for (const { id, version, channel, actorId } of entries) {
      if (channel === null) continue;
      const colon = channel.indexOf(':');
      ctx.realtime
        .channel(channel.slice(0, colon), channel.slice(colon + 1))
        .append({ type: `${kind}.version_created`, actor: actorId, ref: id, version });
    }
  };
}

function causeOf({ cause, restoredFrom, version }: VersionEntry<object>): VersionCause {
  if (cause !== undefined) return cause;
  if (restoredFrom !== undefined) return 'restored';
  return version === 1 ? 'created' : 'updated';
}
