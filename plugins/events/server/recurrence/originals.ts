import { createBudget } from './expand/budget.js';
import { createExpansion, type Expansion, type Visit } from './expand/expansion.js';
import type { CheckedTimes } from './times.js';

/** The original starts of a series: rule and RDATE together, each once, without EXDATE. Wall times in order. */
export interface Originals {
  readonly expansion: Expansion | null;
  forward(from: number, to: number, visit: Visit): void;
  backward(from: number, visit: Visit): void;
  has(wall: number): boolean;
}

export function createOriginals({ rule, start, zone, extra, exceptions }: CheckedTimes): Originals {
  const expansion = rule ? createExpansion(rule, start, zone) : null;
  const excepted = exceptions.size > 0 ? (wall: number) => exceptions.has(wall) : () => false;

  /** Merges the lists: `inOrder` says whether the first of two comes first in the direction of the walk. */
  function merged(list: readonly number[], inOrder: (a: number, b: number) => boolean, visit: Visit) {
    let at = 0;
    let going = true;
    const give = (wall: number) => {
      if (going && !excepted(wall)) going = visit(wall);
    };
    return {
      rule(wall: number): boolean {
        for (; going && at < list.length && inOrder(list[at] as number, wall); at += 1)
          give(list[at] as number);
        if (list[at] === wall) at += 1;
        give(wall);
        return going;
      },
      rest(): void {
        for (; going && at < list.length; at += 1) give(list[at] as number);
      },
    };
  }

  return {
    expansion,
    forward(from, to, visit) {
      if (extra.length === 0 && expansion) {
        expansion.forward(from, to, (wall) => excepted(wall) || visit(wall), createBudget());
        return;
      }
      const list = extra.filter((wall) => wall >= from && wall <= to);
      const both = merged(list, (a, b) => a < b, visit);
      expansion?.forward(from, to, both.rule, createBudget());
      both.rest();
    },
    backward(from, visit) {
      const list = extra.filter((wall) => wall <= from).reverse();
      const both = merged(list, (a, b) => a > b, visit);
      expansion?.backward(from, both.rule, createBudget());
      both.rest();
    },
    has(wall) {
      if (excepted(wall)) return false;
      return extra.includes(wall) || (expansion?.includes(wall, createBudget()) ?? false);
    },
  };
}
