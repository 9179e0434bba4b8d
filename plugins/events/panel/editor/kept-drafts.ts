import type { CalendarEvent } from '../../shared/types.js';
import type { Draft } from './draft.js';

/** What was typed and not saved, with what it was typed over. */
export interface KeptDraft {
  draft: Draft;
  base: Draft;
  event: CalendarEvent | undefined;
}

/**
 * For the life of the tab: a dialog is shut by a slip more often than on purpose, and a page is loaded again. Gone with the
 * user who typed it: drafts of the chat begin alike, and everything that begins so is cleared when somebody signs out.
 */
const prefix = 'teambrain:draft:event ';
/** Where the page or the browser blocks the storage, this has them while the page is open. */
const drafts = new Map<string, string>();

/** One draft for each thing that a person may be about to change. */
export const draftKey = (userId: string, roomId: string, eventId = '', originalStart = ''): string =>
  prefix + [userId, roomId, eventId, originalStart].join(' ');

export function keepDraft(key: string, kept: KeptDraft): void {
  const text = JSON.stringify(kept);
  drafts.set(key, text);
  inStorage((storage) => storage.setItem(key, text));
}

export function takeDraft(key: string): KeptDraft | undefined {
  const text = drafts.get(key) ?? inStorage((storage) => storage.getItem(key));
  drafts.delete(key);
  inStorage((storage) => storage.removeItem(key));
  return text ? JSON.parse(text) : undefined;
}

export function forgetDrafts(): void {
  drafts.clear();
  inStorage((storage) => {
    for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
  });
}

function inStorage<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(sessionStorage);
  } catch {
    // Blocked or full.
    return undefined;
  }
}
