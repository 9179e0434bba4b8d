import {
  baseStyles,
  chevronEndIcon,
  controlStyles,
  define,
  type ElementClass,
  icon,
  type PanelElement,
  type PanelTarget,
  TbElement,
  WidgetController,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { TimeWindow } from '../client/api.js';
import { type CalendarTexts, calendarMessages } from './calendar-messages.js';
import type { CalendarMore } from './calendar-more.js';
import { calendarPanelStyles } from './calendar-panel.styles.js';
import { CalendarSession } from './calendar-session.js';
import { type Entry, entriesOf, entriesOn } from './entries/entries.js';
import { renderRows } from './entries/entry-rows.js';
import { entryRowsStyles } from './entries/entry-rows.styles.js';
import { TbCalendarMonth } from './month/month-grid.component.js';
import {
  addDays,
  addMonths,
  beginningOf,
  type Day,
  dayOf,
  daysFrom,
  monthOf,
  startOfWeek,
  weeksOf,
} from './time/days.js';
import { daysText, dayText } from './time/texts.js';
import { firstWeekday } from './time/week-start.js';

export type CalendarView = 'month' | 'week' | 'agenda';
const views: readonly CalendarView[] = ['month', 'week', 'agenda'];

/** Widths of the panel from which a month has room for titles, a week for seven days, and the day's list stands beside. */
const titlesFrom = 560;
const besideFrom = 860;
const agendaDays = 31;

const loaders: Partial<Record<CalendarView, () => Promise<ElementClass>>> = {
  week: () => import('./week/week-grid.component.js').then((module) => module.TbCalendarWeek),
  agenda: () => import('./agenda/agenda-list.component.js').then((module) => module.TbCalendarAgenda),
};

/**
 * The calendar of the current room: a month, a week, what comes next.
 * @csspart calendar - The grid of the month or the week.
 * @csspart day - One day of the month.
 * @csspart event-card - One event in a list.
 */
export class TbCalendarPanel extends TbElement implements PanelElement {
  static override readonly tag = 'tb-calendar-panel';
  static override readonly dependencies = [TbCalendarMonth];
  static readonly parts = 'calendar, day, event-card';
  static override properties: PropertyDeclarations = {
    active: { type: Boolean },
    view: { state: true },
    day: { state: true },
    _width: { state: true },
    _pages: { state: true },
  };
  static override styles = [baseStyles, controlStyles, entryRowsStyles, calendarPanelStyles];

  /** Whether this is the panel on show; the shell sets it. */
  active = true;
  view: CalendarView = 'month';
  day: Day = dayOf(new Date());
  readonly widget = new WidgetController(this);
  readonly t: CalendarTexts = this.widget.texts(calendarMessages);
  readonly session = new CalendarSession(this, this.widget);
  private _width = 0;
  /** Stretches of the agenda that were asked for. */
  private _pages = 1;
  #more: CalendarMore | undefined;
  #loadingMore: Promise<CalendarMore> | undefined;
  readonly #loaded = new Set<CalendarView>(['month']);
  #resize: ResizeObserver | undefined;

  get firstWeekday(): number {
    return firstWeekday(this.widget.state.locale);
  }

  /** The days on show: of the month with all of its weeks, of the week, of the agenda. */
  get days(): { first: Day; count: number } {
    if (this.view === 'agenda') return { first: this.day, count: Math.min(360, this._pages * agendaDays) };
    if (this.view === 'week') {
      const isWide = this._width >= titlesFrom;
      return isWide
        ? { first: startOfWeek(this.day, this.firstWeekday), count: 7 }
        : { first: this.day, count: 3 };
    }
    const weeks = weeksOf(this.day, this.firstWeekday);
    return { first: weeks[0]?.[0] ?? this.day, count: weeks.length * 7 };
  }

  /** A day more at both ends: days of other zones begin earlier and end later. */
  get stretch(): TimeWindow {
    const { first, count } = this.days;
    return {
      from: beginningOf(addDays(first, -1)).toISOString(),
      to: beginningOf(addDays(first, count + 1)).toISOString(),
    };
  }

  get entries(): Entry[] {
    return entriesOf(this.session.state?.items ?? []);
  }

  focusPanel(): boolean {
    const month = this.renderRoot.querySelector<HTMLElement>('.view');
    month?.focus();
    return month !== null;
  }

  async goTo(target: PanelTarget): Promise<void> {
    if (target.event) (await this.loadMore()).openEvent(target.event);
  }

  roomOpened(): void {
    this.#more?.roomOpened();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resize = new ResizeObserver(([box]) => {
      this._width = box?.contentRect.width ?? 0;
    });
    this.#resize.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resize?.disconnect();
    this.#more?.stop();
  }

  /** Cards, answers, deleting, reminders: loaded when the first view stands, or with the first press. */
  loadMore(): Promise<CalendarMore> {
    this.#loadingMore ??= import('./calendar-more.js').then(({ CalendarMore }) => {
      this.#more = new CalendarMore(this);
      if (this.session.room) this.#more.roomOpened();
      this.requestUpdate();
      return this.#more;
    });
    // A chunk that did not come may come the next time.
    this.#loadingMore.catch(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  protected override firstUpdated(): void {
    this.loadMore().catch(() => {});
  }

  protected override render(): unknown {
    const { room } = this.widget.state;
    const { t } = this;
    if (!room) return this.#more?.nothing('noRoom');
    if (this.session.state?.ended) return this.#more?.nothing('ended');
    return html`${this.#renderBar()}
      <div class="content ${this.view} ${this._width >= besideFrom ? 'beside' : ''}" role="region"
        aria-label=${t('label', { room: room.name })}>${this.#renderContent()}</div>`;
  }

  // -- the bar

  #renderBar(): TemplateResult {
    const { t } = this;
    const isMonth = this.view === 'month';
    return html`<div class="bar">
      <h2>${this.heading}</h2>
      <div class="steps">
        <button type="button" class="icon-button" aria-label=${t(isMonth ? 'previousMonth' : 'earlier')}
          @click=${() => this.#step(-1)}><span class="back">${icon(chevronEndIcon)}</span></button>
        <button type="button" class="button small" @click=${this.#goToday}>${t('today')}</button>
        <button type="button" class="icon-button" aria-label=${t(isMonth ? 'nextMonth' : 'later')}
          @click=${() => this.#step(1)}>${icon(chevronEndIcon)}</button>
      </div>
      <div class="views" role="group" aria-label=${t('view')}>${views.map(
        (
          view,
        ) => html`<button type="button" class="chip" aria-pressed=${view === this.view ? 'true' : 'false'}
          @click=${() => this.#show(view)}>${t(view)}</button>`,
      )}</div>
      ${this.#more?.renderTools()}
    </div>`;
  }

  get heading(): string {
    const { locale } = this.widget.state;
    if (this.view === 'month') return dayText(this.day, 'month', locale);
    const { first, count } = this.days;
    return daysText(first, addDays(first, count - 1), locale);
  }

  // -- the views

  #renderContent(): unknown {
    const { t, view } = this;
    const { state } = this.session;
    const { first, count } = this.days;
    // What is there of these days stays, though the server cannot be reached.
    const isHere = this.entries.some((entry) => entry.last >= first && entry.first < addDays(first, count));
    if (state?.error && !isHere) return this.#more?.failed(state.error);
    const busy = !state || state.loading;
    if (!this.#loaded.has(view)) return this.#renderSkeleton();
    const days = daysFrom(first, count);
    const cut = state?.truncated ? html`<p class="muted cut">${t('cut')}</p>` : nothing;
    if (view === 'agenda')
      return html`<tb-calendar-agenda class="view scroll" exportparts="event-card" .days=${days} .entries=${this.entries}
        .busy=${busy} .open=${this.open} .there=${this.#more?.there} .further=${count < 360 ? this.#further : undefined}></tb-calendar-agenda>${cut}`;
    if (view === 'week')
      return html`<tb-calendar-week class="view" @slot=${this.#slotPressed} exportparts="calendar, event-card" .days=${days} .entries=${this.entries}
        .today=${dayOf(new Date())} .busy=${busy} .open=${this.open}></tb-calendar-week>${cut}`;
    return html`<tb-calendar-month class="view" exportparts="calendar, day" .day=${this.day} .today=${dayOf(new Date())}
        .firstWeekday=${this.firstWeekday} .entries=${this.entries} .titles=${this._width >= titlesFrom} .busy=${busy}
        .open=${this.open} @day=${this.#dayChosen}></tb-calendar-month>${this.#renderDay(busy)}${cut}`;
  }

  #renderDay(busy: boolean): TemplateResult {
    const { locale } = this.widget.state;
    const found = entriesOn(this.entries, this.day);
    return html`<section class="day scroll" aria-labelledby="day">
      <h3 id="day" tabindex="-1">${dayText(this.day, 'full', locale)}</h3>
      ${
        found.length
          ? renderRows(found, { t: this.t, locale, day: this.day, open: this.open, there: this.#more?.there })
          : busy
            ? this.#renderSkeleton()
            : html`<p class="muted">${this.t('nothing')}</p>`
      }
    </section>`;
  }

  #renderSkeleton(): TemplateResult {
    return html`<div class="skeleton" role="status" aria-label=${this.t('loading')}><i></i><i></i><i></i></div>`;
  }

  readonly open = (entry: Entry, _anchor: HTMLElement): void => {
    this.loadMore().then(
      (more) => more.open(entry.occurrence),
      (error: unknown) => this.widget.actions.report(error),
    );
  };

  // -- moving

  readonly #slotPressed = ({ detail }: CustomEvent<{ day: Day; hour: number }>): void =>
    this.#more?.add(detail.day, detail.hour);

  readonly #dayChosen = (event: CustomEvent<{ day: Day; opened: boolean }>): void => {
    const { day, opened } = event.detail;
    const isOther = monthOf(day) !== monthOf(this.day);
    this.day = day;
    if (isOther) this.#announce();
    if (opened)
      void this.updateComplete.then(() =>
        (
          this.renderRoot.querySelector<HTMLElement>('.day .entry') ??
          this.renderRoot.querySelector<HTMLElement>('.day h3')
        )?.focus(),
      );
  };

  #step(by: 1 | -1): void {
    if (this.view === 'month') this.day = addMonths(this.day, by);
    else this.day = addDays(this.day, by * (this.view === 'agenda' ? agendaDays : this.days.count));
    this._pages = 1;
    this.#announce();
  }

  readonly #goToday = (): void => {
    this.day = dayOf(new Date());
    this._pages = 1;
    this.#announce();
  };

  readonly #further = (): void => {
    this._pages++;
  };

  #show(view: CalendarView): void {
    this.view = view;
    this._pages = 1;
    this.#announce();
    const load = this.#loaded.has(view) ? undefined : loaders[view];
    load?.().then(
      (element) => {
        define(element);
        this.#loaded.add(view);
        this.requestUpdate();
      },
      (error: unknown) => {
        this.view = 'month';
        this.widget.actions.report(error);
      },
    );
  }

  #announce(): void {
    this.widget.actions.announce(this.heading);
  }
}
