import type { Placed } from '../occurrences/compiled.js';
import type { Walk } from '../occurrences/walk.js';
import { walk } from '../occurrences/walk.js';
import type { Listed } from './listed.js';

/** Place of an occurrence in a list: by start, then event, then original. */
export interface Key {
  start: number;
  eventId: string;
  original: string;
}

interface Source {
  listed: Listed;
  rest: Iterator<Placed>;
  placed: Placed;
}

/**
 * The occurrences of many events in one order. Each event is expanded only as far as the order has come, so that a
 * thousand dense series cost no more than what is shown of them.
 */
export function* merge(
  events: Iterable<Listed>,
  asked: Walk,
  chunk: number,
): Generator<{ listed: Listed; placed: Placed }> {
  const heap: Source[] = [];
  for (const listed of events) {
    const rest = walk(listed.compiled, asked, chunk);
    const first = rest.next();
    if (!first.done) heap.push({ listed, rest, placed: first.value });
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);
  while (heap.length > 0) {
    const top = heap[0] as Source;
    yield { listed: top.listed, placed: top.placed };
    const next = top.rest.next();
    if (!next.done) top.placed = next.value;
    else {
      const last = heap.pop() as Source;
      if (heap.length === 0) return;
      heap[0] = last;
    }
    sink(heap, 0);
  }
}

function sink(heap: Source[], from: number): void {
  const moving = heap[from];
  if (!moving) return;
  let at = from;
  for (;;) {
    let least = 2 * at + 1;
    const left = heap[least];
    if (!left) break;
    const right = heap[least + 1];
    if (right && isBefore(right, left)) least += 1;
    const child = heap[least] as Source;
    if (!isBefore(child, moving)) break;
    heap[at] = child;
    at = least;
  }
  heap[at] = moving;
}

function isBefore(a: Source, b: Source): boolean {
  if (a.placed.start !== b.placed.start) return a.placed.start < b.placed.start;
  if (a.listed.id !== b.listed.id) return a.listed.id < b.listed.id;
  return a.placed.original < b.placed.original;
}

export function isAfter({ start, eventId, original }: Key, listed: Listed, placed: Placed): boolean {
  if (placed.start !== start) return placed.start > start;
  if (listed.id !== eventId) return listed.id > eventId;
  return placed.original > original;
}
