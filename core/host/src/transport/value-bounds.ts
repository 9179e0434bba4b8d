import { problem } from './problem-error.js';

/** Bounds on what clients send, whatever the format. */
export const valueBounds = { maxDepth: 16, maxNodes: 5000 } as const;

/** Keys that reach prototypes when a value is copied carelessly. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}

/**
 * Refuses a decoded value that is too deep, too large, reaches for prototypes or carries a NUL character, which
 * PostgreSQL cannot store. Throws `bad_request`.
 */
export function checkValue(value: unknown): void {
  if (typeof value === 'string') checkText(value);
  else if (typeof value === 'object' && value !== null) walk(value, 1, { left: valueBounds.maxNodes });
}

function walk(value: object, depth: number, budget: { left: number }): void {
  if (depth > valueBounds.maxDepth) throw problem('bad_request', 'The body is nested too deeply.');
  if (Array.isArray(value)) {
    for (const item of value) visit(item, depth, budget);
    return;
  }
  for (const key of Object.keys(value)) {
    if (isForbiddenKey(key)) throw problem('bad_request', 'The body holds a key that is not allowed.');
    visit((value as Record<string, unknown>)[key], depth, budget);
  }
}

function visit(value: unknown, depth: number, budget: { left: number }): void {
  budget.left -= 1;
  if (budget.left < 0) throw problem('bad_request', 'The body holds too many values.');
  if (typeof value === 'string') checkText(value);
  else if (typeof value === 'object' && value !== null) walk(value, depth + 1, budget);
}

function checkText(text: string): void {
  if (text.includes('\0')) throw problem('bad_request', 'Texts may not hold NUL characters.');
}
