import { define } from '@teambrain/widget-kit';
import { createEventCalls, createRoomCalls } from '../client/event-calls.js';
import type { EventNotice, Occurrence, Reminder } from '../shared/types.js';
import type { TbCalendarPanel } from './calendar-panel.component.js';
import { TbEventCard } from './card/event-card.component.js';
import { entryOf } from './entries/entries.js';
import { type CalendarPort, type EditorElement, type EditorRequest, seams } from './seams.js';
import { addDays, beginningOf, type Day, today } from './time/days.js';
import { dayText, timeText } from './time/texts.js';

/** Where the next instance of an event is looked for that a link leads to. */
const aheadDays = 365;

/** What one does with events besides looking at them; and what is heard of them. */
export class CalendarMore {
  readonly #panel: TbCalendarPanel;
  readonly mayEdit = seams.editor !== undefined;
  #card: TbEventCard | undefined;
  #stops: (() => void)[] = [];

  constructor(panel: TbCalendarPanel) {
    this.#panel = panel;
    define(TbEventCard);
  }

  get #port(): CalendarPort | undefined {
    const { client, room } = this.#panel.session;
    if (!client || !room) return undefined;
    return {
      widget: this.#panel.widget,
      roomId: room.id,
      events: createEventCalls(client),
      room: createRoomCalls(client, room),
    };
  }

  roomOpened(): void {
    this.stop();
    this.#card?.remove();
    const { client, room } = this.#panel.session;
    const { me } = this.#panel.widget.state;
    if (!client || !room || !me) return;
    const own = client.channel(`user:${me.id}`);
    // Who may not be followed is not told; nothing is missing that one could read.
    own.ready.catch(() => {});
    this.#stops = [
      own.on('event.reminder', ({ reminder }, { replay }) => replay || this.#remind(reminder)),
      own.on('event.notice', ({ notice }, { replay }) => replay || this.#notify(notice)),
      () => own.close(),
    ];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** Shows the card of an occurrence; it follows what happens to it. */
  open(occurrence: Occurrence): void {
    const { session } = this.#panel;
    const port = this.#port;
    if (!port || !session.room || !session.store) return;
    this.#card?.remove();
    const card = document.createElement(TbEventCard.tag) as TbEventCard;
    card.port = port;
    card.room = session.room;
    card.store = session.store;
    card.occurrence = occurrence;
    card.edit = (request) => void this.#openEditor(request);
    this.#card = card;
    this.#panel.renderRoot.append(card);
  }

  /** The next instance of an event, or its last one where there is none ahead. */
  async openEvent(eventId: string): Promise<void> {
    const port = this.#port;
    if (!port) return;
    try {
      const [event, { items }] = await Promise.all([
        port.events.get(eventId),
        port.events.occurrences({ limit: 1 }, eventId, {
          from: beginningOf(today()),
          to: beginningOf(addDays(today(), aheadDays)),
        }),
      ]);
      const day = event.start.slice(0, 10);
      const [next = await this.#around(port, eventId, day)] = items;
      if (!next) return;
      this.#panel.day = entryOf(next).first;
      this.open(next);
    } catch (error) {
      this.#panel.widget.actions.toast({ text: this.#panel.t('gone') });
      this.#panel.widget.actions.report(error);
    }
  }

  async #around(port: CalendarPort, eventId: string, day: Day): Promise<Occurrence | undefined> {
    const from = beginningOf(addDays(day, -1));
    return (
      await port.events.occurrences({ limit: 1 }, eventId, { from, to: beginningOf(addDays(day, 364)) })
    ).items[0];
  }

  add(day: Day, hour?: number): void {
    void this.#openEditor(hour === undefined ? { day } : { day, hour });
  }

  async #openEditor(request: EditorRequest): Promise<void> {
    const port = this.#port;
    if (!port || !seams.editor) return;
    try {
      const editor = await seams.editor();
      define(editor);
      const element = document.createElement(editor.tag) as EditorElement;
      element.port = port;
      element.request = request;
      this.#panel.renderRoot.append(element);
    } catch (error) {
      this.#panel.widget.actions.report(error);
    }
  }

  #remind({ title, start, eventId }: Reminder): void {
    const { t, widget } = this.#panel;
    const { locale } = widget.state;
    const isDay = start.length === 10;
    const time = isDay ? dayText(start, 'full', locale) : timeText(start, locale);
    this.#tell(t('reminder', { title, time }), eventId);
  }

  #notify({ reason, title, actor, eventId, roomId }: EventNotice): void {
    const { t, widget, session } = this.#panel;
    if (actor.id === widget.state.me?.id) return;
    if (reason !== 'invited' && reason !== 'changed' && reason !== 'cancelled') return;
    const text = t(reason, { name: actor.displayName || actor.username, title });
    this.#tell(text, reason !== 'cancelled' && roomId === session.room?.id ? eventId : undefined);
  }

  #tell(text: string, eventId: string | undefined): void {
    const { t, widget } = this.#panel;
    const run = (): void => {
      void widget.actions.openPanel('calendar').then(() => this.openEvent(eventId as string));
    };
    widget.actions.toast({ text, ...(eventId && { action: { label: t('open'), run } }) });
  }
}
