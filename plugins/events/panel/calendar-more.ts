import {
  calendarIcon,
  define,
  icon,
  plusIcon,
  settingsIcon,
  TbEmpty,
  TbError,
  type WidgetController,
} from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import { createEventCalls, createRoomCalls } from '../client/event-calls.js';
import type { Occurrence } from '../shared/types.js';
import type { CalendarTexts } from './calendar-messages.js';
import type { CalendarSession } from './calendar-session.js';
import { TbEventCard } from './card/event-card.component.js';
import { type CardTexts, eventCardMessages } from './card/event-card-messages.js';
import { entryOf } from './entries/entries.js';
import { addParts, openCalendars } from './parts.js';
import { mayAdd } from './rights.js';
import { type CalendarPort, type EditorElement, type EditorRequest, seams } from './seams.js';
import { addDays, beginningOf, type Day, today } from './time/days.js';
import { foreignTime } from './time/foreign.js';
import { placeOf } from './time/texts.js';

addParts();

/** Where the next instance of an event is looked for that a link leads to. */
const aheadDays = 365;

/** The calendar as its later parts see it. */
export interface CalendarHost {
  readonly widget: WidgetController;
  readonly session: CalendarSession;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly t: CalendarTexts;
  day: Day;
  requestUpdate(): void;
}

/** What one does with events besides looking at them. */
export class CalendarMore {
  readonly #panel: CalendarHost;
  readonly #t: CardTexts;

  #card: TbEventCard | undefined;
  #clock: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: CalendarHost) {
    this.#panel = panel;
    this.#t = panel.widget.texts(eventCardMessages);
    for (const element of [TbEventCard, TbEmpty, TbError]) define(element);
  }

  /** Whether there is an editor. */
  get mayEdit(): boolean {
    return seams.editor !== undefined;
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
    this.#tick();
    this.#card?.remove();
  }

  stop(): void {
    clearTimeout(this.#clock);
  }

  /** Stands where there is no calendar to show. */
  nothing(state: 'noRoom' | 'ended'): TemplateResult {
    return html`<tb-empty .heading=${this.#t(`${state}Title`)} .icon=${calendarIcon}>${this.#t(`${state}Text`)}</tb-empty>`;
  }

  /** The time in the event's own zone, where that differs from the reader's. */
  readonly there = ({ start, timeZone, allDay }: Occurrence): string | undefined => {
    const time = allDay ? undefined : foreignTime(start, timeZone, this.#panel.widget.state.locale);
    return time && this.#t('zoneTime', { time, place: placeOf(timeZone) });
  };

  failed(error: Error): TemplateResult {
    return html`<tb-error .heading=${this.#t('calendarFailed')} .error=${error}
      @retry=${() => this.#panel.session.store?.refresh()}></tb-error>`;
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
      this.#panel.widget.actions.toast({ text: this.#t('gone') });
      this.#panel.widget.actions.report(error);
    }
  }

  async #around(port: CalendarPort, eventId: string, day: Day): Promise<Occurrence | undefined> {
    const from = beginningOf(addDays(day, -1));
    return (
      await port.events.occurrences({ limit: 1 }, eventId, { from, to: beginningOf(addDays(day, 364)) })
    ).items[0];
  }

  /** What the calendar as a whole has besides its days. */
  renderTools(): TemplateResult {
    const label = this.#t('files');
    const open = (): void => {
      const port = this.#port;
      if (port) openCalendars(this.#panel.renderRoot, { port }).catch(this.#panel.widget.actions.report);
    };
    const { t, widget, day } = this.#panel;
    return html`<button type="button" class="icon-button" aria-label=${label} title=${label} @click=${open}>${icon(settingsIcon)}</button>
      ${
        this.mayEdit && mayAdd(widget.state)
          ? html`<button type="button" class="icon-button primary add" aria-label=${t('add')} title=${t('add')}
              @click=${() => this.add(day)}>${icon(plusIcon)}</button>`
          : nothing
      }`;
  }

  add(day: Day, hour?: number): void {
    if (!this.mayEdit || !mayAdd(this.#panel.widget.state)) return;
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

  /** Draws again when a new day begins, so that what is marked as today is today. */
  #tick(): void {
    const next = beginningOf(addDays(today(), 1)).getTime() - Date.now();
    this.#clock = setTimeout(() => {
      this.#panel.requestUpdate();
      this.#tick();
    }, next + 1000);
  }
}
