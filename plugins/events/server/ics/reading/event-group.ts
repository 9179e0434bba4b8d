import type { CalendarEntry } from '../entry.js';
import type { Component } from './components.js';
import type { EventTimes } from './event-times.js';
import type { PlaceContext } from './place.js';
import type { Texts } from './texts.js';

/** The VEVENTs of one UID: the event itself and its changed instances. */
export interface EventGroup {
  uid: string;
  masters: { component: Component; context: PlaceContext }[];
  instances: { component: Component; context: PlaceContext }[];
}

/** A changed instance whose series is not in the file; the room may have it. */
export interface DetachedInstance {
  /** Wall time or date in `zone`. */
  original: string;
  zone: string;
  times: EventTimes;
  texts: Texts;
}

export interface ReadEvent {
  entries: CalendarEntry[];
  /** What the entries were made from, where the file has instances alone. */
  detached: DetachedInstance[];
}
