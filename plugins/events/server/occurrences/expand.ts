import type { ExpandedOccurrence, ExpandedWindow, StoredEvent } from '../contract.js';
import { type Compiled, compile, createPerVersion, type Placed } from './compiled.js';
import { type Walk, walk } from './walk.js';

export interface ExpandOptions extends Walk {
  /** 1 to 1,000, default 1,000. */
  limit?: number;
  /** Goes on after this instance. */
  after?: { start: number; original: string } | undefined;
}

/** Instances of one event in a window, as they take place: see {@link walk}. */
export function createExpand() {
  const kept = createPerVersion<Compiled>();

  /** Null: the event's zone is gone, nobody can say when it takes place. Only for what was committed. */
  function compiledOf(event: StoredEvent): Compiled | null {
    const known = kept.get(event.id, event.version);
    if (known) return known;
    const compiled = compile(event);
    if (compiled) kept.set(event, compiled);
    return compiled;
  }

  return {
    compiledOf,
    expand(event: StoredEvent, { limit = 1000, after, ...asked }: ExpandOptions): ExpandedWindow {
      const compiled = compiledOf(event);
      if (!compiled) return { items: [], truncated: false };
      return expandCompiled(event, compiled, { limit, after, ...asked });
    },
  };
}

export type Expanding = ReturnType<typeof createExpand>;

export function expandCompiled(
  event: StoredEvent,
  compiled: Compiled,
  { limit = 1000, after, ...asked }: ExpandOptions,
): ExpandedWindow {
  const items: ExpandedOccurrence[] = [];
  const since = after ? Math.max(after.start, asked.from) : asked.since;
  const next = walk(compiled, { ...asked, since }, Math.min(limit + 1, 1000));
  for (let placed = next(); placed; placed = next()) {
    if (after && !isLater(placed, after)) continue;
    if (items.length === limit) return { items, truncated: true };
    items.push(expanded(event, placed));
  }
  return { items, truncated: false };
}

const isLater = (a: Placed, b: { start: number; original: string }) =>
  a.start > b.start || (a.start === b.start && a.original > b.original);

export function expanded(event: StoredEvent, placed: Placed): ExpandedOccurrence {
  const { original, start, end, from = start, override } = placed;
  return { event, original, originalInstant: from, start, end, override };
}
