import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { TeamBrainElement } from '../src/team-brain.component.js';
import type { WidgetDomEvents, WidgetProperties } from './offer.js';

/** `<team-brain>` as templates see it. Tell Vue that the tag is not a component: `isCustomElement`. */
export type TeamBrainTag = new () => TeamBrainElement & {
  /** What templates may set. Not there at run time. */
  $props: HTMLAttributes & WidgetProperties & PublicProps;
  /** What templates may listen to. Not there at run time. */
  $emit: EmitFn<{ [K in keyof WidgetDomEvents]: (event: WidgetDomEvents[K]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'team-brain': TeamBrainTag;
  }
}
