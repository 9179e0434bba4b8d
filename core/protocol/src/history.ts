import type { Json } from './json.js';
import type { User } from './user.js';

/** What made a version. */
export type VersionCause = 'created' | 'updated' | 'restored';

/** One version of a thing, without its state. */
export interface Version {
  version: number;
  /** Null: the system, or somebody of whom nothing is left. */
  author: User | null;
  cause: VersionCause;
  /** The version whose state this one has again; only with `restored`. */
  restoredFrom?: number;
  /** Names of the fields that differ from the version before, in order of the schema. */
  fields: string[];
  createdAt: string;
}

/** A version with the state that it holds. */
export interface VersionState<Snapshot = Record<string, unknown>> extends Version {
  snapshot: Partial<Snapshot>;
}

/** Data of `<kind>.version_created`. */
export interface VersionCreated extends Version {
  /** The thing. */
  id: string;
}

/** A stretch of a text: what stayed, came or went. `same` and `removed` together are the text before. */
export interface TextPart {
  type: 'same' | 'added' | 'removed';
  text: string;
}

/** How one field differs. A field that is null counts as absent. */
export interface FieldChange {
  field: string;
  /** The field in words: `Time zone`. */
  title: string;
  kind: 'added' | 'removed' | 'changed';
  /** Absent where there was none, and where it is too long to be repeated here. */
  before?: Json;
  after?: Json;
  /** Of lists of texts or numbers: what came and what went, whatever its place. */
  added?: (string | number | boolean)[];
  removed?: (string | number | boolean)[];
}

/** How a field differs, texts in detail. */
export interface FieldDiff extends FieldChange {
  /** Of texts, by words; a long one that was written anew is a single replacement. */
  parts?: TextPart[];
}

export interface VersionDiff {
  /** 0: before there was anything. */
  from: number;
  to: number;
  changes: FieldDiff[];
  /** The same in English, one line for each change. Empty: the two versions are alike. */
  text: string;
}

/** A version with what it changed. */
export interface ChangelogEntry extends Version {
  changes: FieldChange[];
  /** The same in English, one line for each change. */
  text: string;
}
