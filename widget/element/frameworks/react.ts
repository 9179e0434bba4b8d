import type { ClassAttributes, HTMLAttributes } from 'react';
import type { TeamBrainElement } from '../src/team-brain.component.js';
import type { WidgetAttributes, WidgetListeners, WidgetProperties } from './offer.js';

export type { TeamBrainElement } from '../src/team-brain.component.js';
export { TeamBrainWidget, type TeamBrainWidgetProps } from './team-brain-widget.js';

/** The tag itself in JSX. React 19 hands properties and listeners over; for React 18 there is `TeamBrainWidget`. */
export type TeamBrainTag = Omit<HTMLAttributes<TeamBrainElement>, keyof WidgetProperties> &
  ClassAttributes<TeamBrainElement> &
  WidgetProperties &
  WidgetAttributes &
  WidgetListeners & { class?: string };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'team-brain': TeamBrainTag;
    }
  }
}
