import type { TbElement, WidgetEventName, WidgetEvents } from '@teambrain/widget-kit';
import type { TeamBrainElement } from '../src/team-brain.component.js';

/** Made from the element's class, so that what the frameworks are told cannot differ from what it has. */
type Own = Exclude<keyof TeamBrainElement, keyof TbElement | 'ready' | 'status'>;
type Settable = { [K in Own]: TeamBrainElement[K] extends (...values: never[]) => unknown ? never : K }[Own];

/** Properties of `<team-brain>` that a page may set. */
export type WidgetProperties = Partial<Pick<TeamBrainElement, Settable>>;

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

/** Its attributes, by the names they have in HTML. Objects have none. */
export type WidgetAttributes = {
  [K in Settable as TeamBrainElement[K] extends string | boolean ? Kebab<K> : never]?: TeamBrainElement[K];
};

/** Its events: name → event with a typed `detail`. */
export type WidgetDomEvents = { [K in WidgetEventName]: CustomEvent<WidgetEvents[K]> };

/** Listeners by the event's own name, as React 19 and Svelte 5 write them: `ontb-unread`. */
export type WidgetListeners = { [K in WidgetEventName as `on${K}`]?: (event: WidgetDomEvents[K]) => void };

type Pascal<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Pascal<Tail>}`
  : Capitalize<Name>;

/** Handlers as components name them: `tb-message-sent` → `onMessageSent`. */
export type WidgetHandlers = {
  [K in WidgetEventName as K extends `tb-${infer Name}` ? `on${Pascal<Name>}` : never]?: (
    event: WidgetDomEvents[K],
  ) => void;
};
