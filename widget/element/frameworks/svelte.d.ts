import type { HTMLAttributes } from 'svelte/elements';
import type { TeamBrainElement } from '../src/team-brain.component.js';
import type { WidgetAttributes, WidgetListeners, WidgetProperties } from './offer.js';

/** `<team-brain>` as components see it: attributes, properties, and listeners by the event's own name. */
export type TeamBrainTag = Omit<HTMLAttributes<TeamBrainElement>, keyof WidgetProperties> &
  WidgetProperties &
  WidgetAttributes &
  WidgetListeners;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'team-brain': TeamBrainTag;
  }
}
