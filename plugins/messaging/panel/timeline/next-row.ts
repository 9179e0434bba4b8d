import type { RovingMove } from './row-context.js';

/** Index of the row to go to, or undefined when there is none in that direction. */
export function nextIndex(move: RovingMove, index: number, length: number): number | undefined {
  const target = move === 'first' ? 0 : move === 'last' ? length - 1 : move === 'up' ? index - 1 : index + 1;
  return target >= 0 && target < length ? target : undefined;
}
