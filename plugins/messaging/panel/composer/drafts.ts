/**
 * Unsent text by place, kept for the life of the tab. Storage may be blocked by the page or the browser: then drafts live
 * in memory, and nothing is said about it.
 */
export interface Drafts {
  read(place: string): string;
  write(place: string, text: string): void;
  /** Forgets everything, when the user signs out. */
  clear(): void;
}

type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const prefix = 'teambrain:draft:';

export function createDrafts(storage: () => DraftStorage): Drafts {
  const memory = new Map<string, string>();
  return {
    read(place) {
      const kept = memory.get(place);
      if (kept !== undefined) return kept;
      try {
        return storage().getItem(prefix + place) ?? '';
      } catch {
        return '';
      }
    },
    write(place, text) {
      memory.set(place, text);
      try {
        if (text) storage().setItem(prefix + place, text);
        else storage().removeItem(prefix + place);
      } catch {
        // Blocked or full: memory has it.
      }
    },
    clear() {
      memory.clear();
      try {
        const kept = storage();
        for (let index = kept.length - 1; index >= 0; index--) {
          const key = kept.key(index);
          if (key?.startsWith(prefix)) kept.removeItem(key);
        }
      } catch {
        // Blocked: nothing was written either.
      }
    },
  };
}

export const sessionDrafts = createDrafts(() => sessionStorage);
