import { tooLarge } from './error.js';

/** Called between pieces of a long computation: gives the event loop a turn when this one has run for its share. */
export type Breather = () => Promise<void> | undefined;

export interface BreatherOptions {
  /** How long the loop may be kept at a time, in milliseconds. Default 10. */
  shareMs?: number;
  /** Own time in milliseconds after which the work is refused as too large. Default: no end. */
  budgetMs?: number;
}

export function createBreather({ shareMs = 10, budgetMs = Infinity }: BreatherOptions = {}): Breather {
  let since = performance.now();
  let spent = 0;
  return () => {
    const share = performance.now() - since;
    if (share < shareMs) return undefined;
    spent += share;
    if (spent > budgetMs) throw tooLarge('The calendar takes too long to read.');
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
