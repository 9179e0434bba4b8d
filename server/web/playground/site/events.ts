import type { Report } from './bridge.js';

/** Every public event of the widget and its panels. */
export const eventNames = [
  'tb-ready',
  'tb-open',
  'tb-close',
  'tb-panel',
  'tb-room',
  'tb-unread',
  'tb-status',
  'tb-message-send',
  'tb-message-sent',
  'tb-message',
  'tb-mention',
  'tb-link',
  'tb-article',
  'tb-event-rsvp',
  'tb-file-upload',
  'tb-ask',
  'tb-answer',
  'tb-error',
  'tb-auth-required',
] as const;

/** Those that a page may refuse with `preventDefault()`. */
export const cancelableEvents = ['tb-message-send', 'tb-link'] as const;

/** Events are composed and bubble: the document hears them all, of the widget before it stands, too. */
export function listen(report: (report: Report) => void, refused: () => ReadonlySet<string>): void {
  for (const name of eventNames) {
    document.addEventListener(name, (event) => {
      if (refused().has(name)) event.preventDefault();
      report({ kind: 'event', name, detail: written((event as CustomEvent<unknown>).detail) });
    });
  }
}

export function written(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = value instanceof Error ? value.message : JSON.stringify(value);
  return text === '{}' ? '' : text;
}
