/**
 * Typed registry of the widget's public events: name → `detail`. They bubble and are composed, so the host page hears them
 * on `<team-brain>`. Panels add their own by `declare module '@teambrain/widget-kit' { interface WidgetEvents { … } }`.
 */
export interface WidgetEvents {
  'tb-ready': Record<string, never>;
  'tb-open': Record<string, never>;
  'tb-close': Record<string, never>;
  'tb-panel': { panel: string };
  'tb-room': { roomId: string };
  'tb-unread': { count: number; mentions: number };
  'tb-status': { status: string };
  /** Cancelable, before a message leaves. */
  'tb-message-send': { text: string; roomId: string };
  'tb-message-sent': { message: unknown };
  'tb-message': { message: unknown };
  'tb-mention': { message: unknown };
  /** Cancelable: a host that routes by itself calls `preventDefault()`. */
  'tb-link': { url: string };
  'tb-article': { articleId: string };
  'tb-event-rsvp': { eventId: string; status: string };
  'tb-file-upload': { file: unknown };
  'tb-ask': { question: string };
  'tb-answer': { citations: readonly unknown[] };
  'tb-error': { code: string; message: string; requestId?: string };
  'tb-auth-required': Record<string, never>;
}

export type WidgetEventName = keyof WidgetEvents;

type WidgetDomEvents = { [K in WidgetEventName]: CustomEvent<WidgetEvents[K]> };

declare global {
  interface HTMLElementEventMap extends WidgetDomEvents {}
}
