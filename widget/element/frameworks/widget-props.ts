import type { WidgetEventName } from '@teambrain/widget-kit';
import type { WidgetHandlers } from './offer.js';

/** Handlers of the widget; the compiler asks for every one. What is not here, `onClick` and the like, React listens to. */
const events: Readonly<Record<keyof WidgetHandlers, WidgetEventName>> = {
  onReady: 'tb-ready',
  onOpen: 'tb-open',
  onClose: 'tb-close',
  onPanel: 'tb-panel',
  onRoom: 'tb-room',
  onUnread: 'tb-unread',
  onStatus: 'tb-status',
  onMessageSend: 'tb-message-send',
  onMessageSent: 'tb-message-sent',
  onMessage: 'tb-message',
  onMention: 'tb-mention',
  onLink: 'tb-link',
  onArticle: 'tb-article',
  onEventRsvp: 'tb-event-rsvp',
  onFileUpload: 'tb-file-upload',
  onAsk: 'tb-ask',
  onAnswer: 'tb-answer',
  onError: 'tb-error',
  onAuthRequired: 'tb-auth-required',
};

/** Of every element, and React's own. Other props than these and handlers are the widget's. */
const ofHtml =
  /^(children|className|style|id|slot|hidden|title|lang|dir|role|tabIndex|suppressHydrationWarning)$|^(aria|data)-|^on[A-Z]/;

export type Props = Readonly<Record<string, unknown>>;
export type Handler = readonly [event: string, prop: keyof WidgetHandlers];

/** Events that these props listen to. */
export const handlersIn = (props: Props): Handler[] =>
  (Object.keys(events) as (keyof WidgetHandlers)[])
    .filter((prop) => typeof props[prop] === 'function')
    .map((prop) => [events[prop], prop]);

export const isWidgetProperty = (prop: string): boolean => !ofHtml.test(prop);

/** What HTML can say of the props, the same on the server and in the browser: React compares the two. */
export function attributesOf(props: Props): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [prop, value] of Object.entries(props)) {
    // React 18 would write `classname`.
    if (prop === 'className') attributes.class = value;
    else if (!isWidgetProperty(prop)) {
      if (!(prop in events)) attributes[prop] = value;
    } else if (typeof value === 'string') attributes[kebab(prop)] = value;
    else if (value === true) attributes[kebab(prop)] = '';
  }
  return attributes;
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
