import type { Access, Users } from '@teambrain/core';
import { maxMentions, namesIn, type People } from '../markdown/mentions.js';

export interface Mentioned {
  /** Readers of the room whom the text names, by lower-case username. */
  people: People;
  /** Those of the ids asked for who do not read the room. */
  unknown: string[];
}

/** Most names that are looked up for one text; more than that is a list, not a message. */
const maxLookups = 20;

/** Finds out whom a message may mention: readers of its room, and nobody else. */
export async function findMentioned(
  deps: { access: Access; users: Users },
  roomId: string,
  text: string,
  ids: readonly string[],
): Promise<Mentioned> {
  const names = namesIn(text).slice(0, maxLookups);
  if (names.length === 0 && ids.length === 0) return { people: new Map(), unknown: [] };
  const found = await Promise.all(names.map((name) => deps.users.findByUsername(name)));
  const wanted = new Set(ids.slice(0, maxMentions));
  for (const user of found) if (user) wanted.add(user.id);
  if (wanted.size === 0) return { people: new Map(), unknown: [] };
  const held = (await deps.access.grants('room', roomId, [...wanted]))?.grants;
  const reads = (id: string) => (held?.get(id)?.role ?? null) !== null;
  const people = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const user = found[index];
    if (user && reads(user.id)) people.set(name, user.id);
  }
  return { people, unknown: ids.filter((id) => !reads(id)) };
}
