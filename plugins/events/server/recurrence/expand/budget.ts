import { tooCostly } from '../error.js';
import { stepBudget } from '../limits.js';

/** Counts days and instances looked at, never time, so that an answer does not depend on the machine or its load. */
export interface Budget {
  spend(steps: number): void;
}

export function createBudget(steps = stepBudget): Budget {
  let left = steps;
  return {
    spend(taken) {
      left -= taken;
      if (left < 0) throw tooCostly('rrule', 'takes too long to work out');
    },
  };
}
