import type { CalendarEvent } from '../../shared/types.js';
import type { Draft } from './draft.js';

/** What was typed and not saved, with what it was typed over. */
export interface KeptDraft {
  draft: Draft;
  base: Draft;
  event: CalendarEvent | undefined;
}

/** While the page is open: a dialog is shut by a slip more often than on purpose. Gone with the user who typed it. */
const drafts = new Map<string, KeptDraft>();

/** One draft for each thing that a person may be about to change. */
export const draftKey = (userId: string, roomId: string, eventId = '', originalStart = ''): string =>
  [userId, roomId, eventId, originalStart].join(' ');

export const keepDraft = (key: string, kept: KeptDraft): void => void drafts.set(key, kept);

export function takeDraft(key: string): KeptDraft | undefined {
  const kept = drafts.get(key);
  drafts.delete(key);
  return kept;
}
