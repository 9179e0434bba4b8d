/** Why a line was not carried over. */
export type SkipReason =
  | 'line_too_long'
  | 'not_json'
  | 'field_missing'
  | 'id_invalid'
  | 'id_repeated'
  | 'time_invalid'
  | 'text_empty'
  | 'text_too_long'
  | 'text_invalid'
  | 'room_name_invalid'
  | 'author_name_invalid';

export interface Skipped {
  file: string;
  /** Counted from 1. */
  line: number;
  reason: SkipReason;
  /** The id in the source, where it could be read. */
  id?: string;
}

export interface ImportedRoom {
  id: string;
  name: string;
  stored: number;
  known: number;
}

/** What an import did and what it did not carry over. */
export interface ImportReport {
  workspaceId: string;
  rooms: ImportedRoom[];
  authors: number;
  /** Messages that were stored now, and those that an earlier run had stored. */
  stored: number;
  known: number;
  /** Every line that was not carried: the first 1,000 in detail, all of them by reason. */
  skipped: Skipped[];
  skippedByReason: Partial<Record<SkipReason, number>>;
  /** Messages that were stored without their `replyTo`, because it names nothing earlier in the room; the first 1,000. */
  unlinked: { id: string; replyTo: string }[];
  unlinkedCount: number;
  /** Milliseconds. */
  took: number;
}

/** Details of each kind that a report lists. */
export const maxDetails = 1_000;

export interface ImportProgress {
  phase: 'reading' | 'authors' | 'messages';
  done: number;
  /** Unknown while reading. */
  total: number | undefined;
  room?: string;
}
