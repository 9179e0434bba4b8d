import { formatDate } from '../recurrence/wall.js';

const dayMs = 86_400_000;

/**
 * Text of instants in two parts, `2027-03-02T` and `10:00:00.000Z`, each made once: windows are full of the same days and
 * hours, and putting text together from parts that exist is what most of the work on a window is.
 */
const days = new Map<number, string>();
const times = new Map<number, string>();
const maxKept = 4096;

/** Appends the text of an instant to a list that is joined later. Whole seconds. */
export function pushInstant(parts: string[], instant: number): void {
  const day = Math.floor(instant / dayMs);
  parts.push(
    kept(days, day, () => `${formatDate(day)}T`),
    kept(times, instant - day * dayMs, () => new Date(instant).toISOString().slice(11)),
  );
}

/** Characters of an instant, and bytes. */
export const instantChars = 24;

function kept(texts: Map<number, string>, key: number, make: () => string): string {
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size >= maxKept) texts.clear();
    text = whole(make());
    texts.set(key, text);
  }
  return text;
}

/** The same text in one piece: text that was put together is otherwise kept as the tree of its parts. */
export const whole = (text: string): string => Buffer.from(text).toString();
