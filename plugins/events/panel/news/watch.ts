import {
  formatDate,
  loadLocale,
  type PanelWatch,
  translate,
  type WidgetContext,
} from '@teambrain/widget-kit';
import type { EventNotice, Reminder } from '../../shared/types.js';
import { asCalendarRoom, type CalendarRoom } from '../calendar-room.js';
import { newsMessages } from './news-messages.js';

type Key = keyof (typeof newsMessages)['messages'] & string;

/** Reasons that people are told of at once; the rest stands in the calendar. */
const told: readonly string[] = ['invited', 'changed', 'cancelled'] satisfies Key[];

/**
 * Tells of events while the widget is open, whatever panel is on show: what others did with one's own, and what begins soon
 * in the open room. What happened while nobody was connected is no news any more.
 */
export const watch: PanelWatch = (widget, mark) => {
  let userId: string | undefined;
  let client: WidgetContext['state']['client'] = null;
  let room: CalendarRoom | undefined;
  let stopOwn = (): void => {};
  let stopRoom = (): void => {};

  async function tell(key: Key, values: Record<string, string>, target: { room?: string; event?: string }) {
    await loadLocale(widget.state.locale, newsMessages.locales).catch(() => {});
    const text = (name: Key, holes = {}): string => translate(widget.state, newsMessages, name, holes);
    const run = (): void => void widget.actions.openPanel('calendar', target);
    widget.actions.toast({
      text: text(key, values),
      ...(target.event && { action: { label: text('open'), run } }),
    });
    mark();
  }

  function notify({ reason, title, actor, eventId, roomId }: EventNotice): void {
    if (actor.id === userId || !told.includes(reason)) return;
    const isHere = widget.state.rooms.some(({ id }) => id === roomId);
    void tell(
      // Of what is gone nobody can say what it was called.
      title || reason !== 'cancelled' ? (reason as Key) : 'cancelledGone',
      { name: actor.displayName || actor.username, title },
      reason !== 'cancelled' && isHere ? { room: roomId, event: eventId } : {},
    );
  }

  function remind({ title, start, eventId }: Reminder): void {
    const { locale } = widget.state;
    // A date is no moment: it would be the day before west of Greenwich.
    const time =
      start.length === 10 ? formatDate(`${start}T00:00`, 'day', locale) : formatDate(start, 'time', locale);
    void tell('reminder', { title, time }, { event: eventId });
  }

  function follow(): void {
    const { state } = widget;
    const now = state.client ? asCalendarRoom(state.handle) : undefined;
    if (now !== room) {
      stopRoom();
      room = now;
      stopRoom =
        now?.channel.on('event.reminder', ({ reminder }, { replay }) => replay || remind(reminder)) ??
        (() => {});
    }
    if (state.client === client && state.me?.id === userId) return;
    stopOwn();
    ({ client } = state);
    userId = state.me?.id;
    stopOwn = () => {};
    if (!client || !userId) return;
    const own = client.channel(`user:${userId}`);
    // Who may not be followed is not told; nothing is missing that one could read.
    own.ready.catch(() => {});
    const off = own.on('event.notice', ({ notice }, { replay }) => replay || notify(notice));
    stopOwn = () => {
      off();
      own.close();
    };
  }

  const unsubscribe = widget.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    stopOwn();
    stopRoom();
  };
};
