import type { Placed } from '../occurrences/compiled.js';
import { type Next, type Walk, walk } from '../occurrences/walk.js';
import type { Listed } from './listed.js';

/** Place of an occurrence in a list: by start, then event, then original. */
export interface Key {
  start: number;
  eventId: string;
  original: string;
}

/** An event on its way through a window; `placed` is its occurrence that comes now. */
export interface Source {
  listed: Listed;
  placed: Placed;
  next: Next<Placed>;
  /** Occurrences of it that came before. */
  count: number;
}

/**
 * The occurrences of many events in one order: gives the source whose turn it is. Each event is expanded only as far as
 * the order has come, so that a thousand dense series cost no more than what is shown of them.
 */
export function merge(events: Iterable<Listed>, asked: Walk, chunk: number): Next<Source> {
  const heap: Source[] = [];
  for (const listed of events) {
    const next = walk(listed.compiled, asked, chunk);
    const placed = next();
    if (placed) heap.push({ listed, placed, next, count: 0 });
  }
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at);
  let isGiven = false;
  return () => {
    const top = heap[0];
    if (isGiven && top) advance(heap, top);
    isGiven = true;
    return heap[0];
  };
}

function advance(heap: Source[], top: Source): void {
  const placed = top.next();
  if (placed) {
    top.placed = placed;
    top.count += 1;
  } else {
    const last = heap.pop() as Source;
    if (heap.length === 0) return;
    heap[0] = last;
  }
  sink(heap, 0);
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

export function isAfter({ start, eventId, original }: Key, { listed, placed }: Source): boolean {
  if (placed.start !== start) return placed.start > start;
  if (listed.id !== eventId) return listed.id > eventId;
  return placed.original > original;
}
