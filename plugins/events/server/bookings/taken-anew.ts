import type { StoredEvent } from '../contract.js';
import { reachOf } from './reach.js';
import type { Wanted } from './search.js';
import { type Taking, timelineOf } from './timeline.js';

/**
 * What a change of an event takes that the event did not have: things and people that are new to it at all of its
 * occurrences, the others at those that are new or have moved.
 */
export function takenAnew(wanted: Wanted, before: StoredEvent, now: number): Wanted[] {
  const { needed, reach } = wanted;
  const hadPeople = before.busy ? before.attendees : [];
  const isNewThing = (id: string) => !before.resources.includes(id);
  const isNewPerson = (id: string) => !hadPeople.includes(id);
  const had = new Set(reachOf(timelineOf(before), now).takings.map(named));
  const takings = reach.takings.filter((taking) => !had.has(named(taking)));
  // Where no occurrence is new the rule is the same, so that none is beyond the list either.
  const until = takings.length > 0 ? reach.until : Number.POSITIVE_INFINITY;
  const parts: Wanted[] = [
    {
      ...wanted,
      needed: {
        ...needed,
        resources: needed.resources.filter(isNewThing),
        people: needed.people.filter(isNewPerson),
      },
    },
    {
      ...wanted,
      reach: { ...reach, takings, until },
      needed: {
        ...needed,
        resources: needed.resources.filter((id) => !isNewThing(id)),
        people: needed.people.filter((id) => !isNewPerson(id)),
      },
    },
  ];
  return parts.filter(
    (part) => part.reach.takings.length > 0 && part.needed.resources.length + part.needed.people.length > 0,
  );
}

const named = ({ original, start, end }: Taking) => `${original} ${start} ${end}`;
