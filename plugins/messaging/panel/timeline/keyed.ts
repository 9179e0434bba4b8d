import { noChange } from 'lit';
import { type ChildPart, Directive, directive } from 'lit/directive.js';
import {
  getCommittedValue,
  insertPart,
  removePart,
  setChildPartValue,
  setCommittedValue,
} from 'lit/directive-helpers.js';

type Entry = readonly [key: string, value: unknown];

/**
 * Draws a list whose elements stay with their keys. Lit's `repeat` finds the fewest moves for any shuffle; a history only
 * grows and shrinks at its ends, and this is half as long.
 */
class Keyed extends Directive {
  #keys: string[] = [];

  override render(entries: readonly Entry[]): unknown {
    return entries.map(([, value]) => value);
  }

  override update(container: ChildPart, [entries]: [readonly Entry[]]): unknown {
    const parts = getCommittedValue(container) as ChildPart[];
    const known = new Map(this.#keys.map((key, index) => [key, parts[index] as ChildPart]));
    this.#keys = entries.map(([key]) => key);
    if (!Array.isArray(parts)) return this.render(entries);
    const kept = new Set(this.#keys);
    for (const [key, part] of known) if (!kept.has(key)) removePart(part);
    const waiting = [...known].filter(([key]) => kept.has(key)).map(([, part]) => part);
    const drawn = entries.map(([key, value]) => {
      let part = known.get(key);
      if (part && part === waiting[0]) waiting.shift();
      else {
        if (part) waiting.splice(waiting.indexOf(part), 1);
        part = insertPart(container, waiting[0], part);
      }
      return setChildPartValue(part, value);
    });
    setCommittedValue(container, drawn);
    return noChange;
  }
}

export const keyed = directive(Keyed);
