import type { VersionCause } from '@teambrain/protocol';
import type { TObject, TSchema } from 'typebox';
import type { Grant } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';

/** A version that a plugin hands over, inside the transaction that makes it. */
export interface VersionEntry<Snapshot extends object> {
  id: string;
  /** The thing's own new version: one more than the last. A history may begin late, at any number. */
  version: number;
  /** Channel that hears of it, `room:<id>`, of a kind named in `channels`. Null: nobody hears. */
  channel: string | null;
  actorId: string | null;
  /** Default: `restored` with `restoredFrom`, else `created` for version 1 and `updated` for those after it. */
  cause?: VersionCause;
  /** The version whose state this one has again; only with `restored`. */
  restoredFrom?: number;
  /** At most 1 MiB as JSON, else `payload_too_large`. Times as texts; null and absent are the same. */
  snapshot: Snapshot;
}

export interface RestoreCall<Snapshot extends object> {
  actor: Actor;
  grant: Grant;
  id: string;
  /** The earlier version and the state it had: fields that the schema got later may be missing. */
  version: number;
  snapshot: Snapshot;
  /** The version that the caller believes to be the present one. */
  baseVersion?: number;
}

/** Declares that a thing keeps its history. */
export interface VersionedOptions<Snapshot extends object> {
  /** What it is, in the singular: `event`. Also the first word of `event.version_created`. */
  kind: string;
  /** Resource kind that `ctx.access` knows, where it is another word: the document of a room is found by its `room`. */
  resource?: string;
  /** Route of the thing below `/v1`, with its id as `:<resource>Id`: `/events/:eventId`, `/rooms/:roomId/document`. */
  path: string;
  /** What a version holds. Its properties are the fields a diff names; `title` is a field's name in words. */
  snapshot: TObject;
  /** Rights to read the history, and to bring an earlier state back. */
  permissions: { read: string; restore: string };
  /** Kinds of channels that hear of new versions. Default: `room` alone. */
  channels?: readonly string[];
  /** Schema of what `restore` gives back: the thing as its own route answers it. */
  answer: TSchema;
  /**
   * Writes an earlier state as a new version, through the plugin's own way of changing the thing, so that rights,
   * checks and live events are those of every change; it ends in `record` with cause `restored`. Throws
   * `version_conflict` with `current` where `baseVersion` is not the present one.
   */
  restore(call: RestoreCall<Snapshot>): Promise<unknown>;
  /** Refuses what the right alone would allow (rights on the single thing). Asked on every route, before anything else. */
  admit?(actor: Actor, id: string): Promise<void>;
}

/** The history of all things of one kind. Its routes: `versions`, `versions/:version`, `diff`, `rollback`, `changelog`. */
export interface History<Snapshot extends object> {
  /**
   * Keeps a version. Only inside a transaction that holds the thing (its row was updated or locked there); the event
   * `<kind>.version_created` goes out with its COMMIT. Throws `version_conflict` when somebody else made that version, and
   * `unprocessable` for a restoration that changes nothing: let both end the transaction.
   */
  record(entry: VersionEntry<Snapshot>): Promise<void>;
  /** As `record` for many at once, in one statement; several versions of one thing may be among them. */
  recordAll(entries: readonly VersionEntry<Snapshot>[]): Promise<void>;
  /** The state at a version. Null: never kept. */
  at(id: string, version: number): Promise<Snapshot | null>;
  /** Drops the histories of things that are gone for good. */
  forget(ids: readonly string[]): Promise<void>;
  /**
   * Drops the histories of things that have no row in this table (by its `id`) any more, because what they lay in was
   * deleted with all of them. For a daily job; at most 1,000 things a call. Returns how many versions went.
   */
  forgetLost(table: string): Promise<number>;
}
