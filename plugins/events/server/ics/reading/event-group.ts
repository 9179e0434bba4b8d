import type { Component } from './components.js';
import type { PlaceContext } from './place.js';

/** The VEVENTs of one UID: the event itself and its changed instances. */
export interface EventGroup {
  uid: string;
  masters: { component: Component; context: PlaceContext }[];
  instances: { component: Component; context: PlaceContext }[];
}
