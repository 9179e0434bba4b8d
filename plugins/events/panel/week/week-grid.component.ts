import { baseStyles, TbElement, WidgetController } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { calendarMessages } from '../calendar-messages.js';
import { type Entry, entriesOn, isLong } from '../entries/entries.js';
import { whenText } from '../entries/entry-rows.js';
import type { Day } from '../time/days.js';
import { dayText, formatter, timeText } from '../time/texts.js';
import { type Placed, placeDay } from './placing.js';
import { weekGridStyles } from './week-grid.styles.js';

/** The hour that is at the top when the view opens. */
const firstHour = 8;
/** Its label stands this much above its line. */
const labelRise = 12;

/** 10 AM, 10 h: as short as the language says it, of a day on which no clock is changed. */
const hourText = (hour: number, locale: string): string =>
  formatter(locale, 'hour', { hour: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 1, hour));

/**
 * Days beside each other with their hours from top to bottom. One tab stop: arrow keys move between events, left and right
 * between days.
 * @fires slot - A press between the events; `detail`: the day and the hour.
 * @csspart calendar
 * @csspart event-card
 */
export class TbCalendarWeek extends TbElement {
  static override readonly tag = 'tb-calendar-week';
  static override properties: PropertyDeclarations = {
    days: { attribute: false },
    entries: { attribute: false },
    today: {},
    busy: { type: Boolean },
    _now: { state: true },
    _current: { state: true },
  };
  static override styles = [baseStyles, weekGridStyles];

  days: readonly Day[] = [];
  entries: readonly Entry[] = [];
  today: Day = '';
  busy = false;
  open: (entry: Entry, anchor: HTMLElement) => void = () => {};
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(calendarMessages);
  private _now = new Date();
  /** Key and day of the event that is the tab stop. */
  private _current = '';
  #clock: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => {
      this._now = new Date();
    }, 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
  }

  override focus(): void {
    (this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]') ?? this.#scroller)?.focus();
  }

  get #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.hours');
  }

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
  }

  protected override firstUpdated(): void {
    const hour = this.renderRoot.querySelector<HTMLElement>(`[data-hour="${firstHour}"]`);
    if (hour && this.#scroller) this.#scroller.scrollTop = hour.offsetTop - labelRise;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Through CSSOM, which a strict `style-src` allows; style attributes in a template it would not.
    this.style.setProperty('--days', String(this.days.length));
    for (const box of this.renderRoot.querySelectorAll<HTMLElement>('[data-start]')) {
      const { start, end, column, columns } = box.dataset;
      box.style.setProperty('--start', start ?? '0');
      box.style.setProperty('--end', end ?? start ?? '0');
      box.style.setProperty('--column', column ?? '0');
      box.style.setProperty('--columns', columns ?? '1');
    }
    const buttons = this.#buttons;
    const current = buttons.find(({ dataset }) => dataset.place === this._current) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  }

  protected override render(): TemplateResult {
    const { locale } = this.widget.state;
    const hours = Array.from({ length: 24 }, (_, hour) => hour);
    const shown = this.days.map((day) => entriesOn(this.entries, day));
    return html`<div class="week" part="calendar" aria-busy=${this.busy ? 'true' : 'false'} @keydown=${this.#keyDown}
      @focusin=${this.#focused}>
      <div class="head"><span></span>${this.days.map((day, index) => this.#renderHead(day, shown[index] ?? [], locale))}</div>
      <div class="hours" tabindex=${shown.some((entries) => entries.some((entry) => !isLong(entry))) ? nothing : 0}>
        <div class="clock" aria-hidden="true">${hours.map(
          (hour) => html`<span data-hour=${hour}>${hour ? hourText(hour, locale) : nothing}</span>`,
        )}</div>
        ${this.days.map((day, index) =>
          this.#renderDay(
            day,
            (shown[index] ?? []).filter((entry) => !isLong(entry)),
            locale,
          ),
        )}
      </div>
    </div>`;
  }

  #renderHead(day: Day, entries: readonly Entry[], locale: string): TemplateResult {
    const label = this.#t('dayLabel', { day: dayText(day, 'full', locale), count: entries.length });
    return html`<div class="day-head">
      <h3 aria-current=${day === this.today ? 'date' : nothing}><span class="sr">${label}</span><span aria-hidden="true">${dayText(
        day,
        'weekday',
        locale,
      )} <b>${dayText(day, 'number', locale)}</b></span></h3>
      ${repeat(
        entries.filter(isLong),
        ({ key }) => key,
        (entry) => this.#renderButton(entry, day, 'long', locale),
      )}
    </div>`;
  }

  #renderDay(day: Day, entries: readonly Entry[], locale: string): TemplateResult {
    const now = day === this.today ? this._now.getHours() * 60 + this._now.getMinutes() : undefined;
    return html`<div class="day" @click=${(event: MouseEvent) => this.#pressed(event, day)}>${repeat(
      placeDay(entries, day),
      ({ entry }) => entry.key,
      (placed) => this.#renderButton(placed.entry, day, 'timed', locale, placed),
    )}${now === undefined ? nothing : html`<i class="now" data-start=${now}></i>`}</div>`;
  }

  #renderButton(entry: Entry, day: Day, kind: string, locale: string, placed?: Placed): TemplateResult {
    const { title, location, rsvp, recurring } = entry.occurrence;
    const when = whenText(entry, { t: this.#t, locale, day });
    const about = [
      when,
      dayText(day, 'full', locale),
      recurring && this.#t('repeats'),
      location,
      rsvp && this.#t(rsvp),
    ]
      .filter(Boolean)
      .join(', ');
    return html`<button type="button" class="event ${kind}" part="event-card" data-place=${`${day} ${entry.key}`}
      data-rsvp=${rsvp ?? nothing} data-start=${placed?.start ?? nothing} data-end=${placed?.end ?? nothing}
      data-column=${placed?.column ?? nothing} data-columns=${placed?.columns ?? nothing}
      @click=${(event: Event) => this.open(entry, event.currentTarget as HTMLElement)}><bdi class="name">${title}</bdi><span class="sr">, ${about}</span>${
        placed && placed.end - placed.start >= 40
          ? html`<small aria-hidden="true">${timeText(entry.occurrence.start, locale)}</small>`
          : nothing
      }</button>`;
  }

  /** A press between the events: whoever uses keys has the button for a new event. */
  #pressed(event: MouseEvent, day: Day): void {
    const column = event.currentTarget as HTMLElement;
    if (event.target !== column) return;
    const hour = Math.floor((event.offsetY / column.offsetHeight) * 24);
    this.dispatchEvent(new CustomEvent('slot', { detail: { day, hour } }));
  }

  readonly #focused = (event: Event): void => {
    const { place } = (event.composedPath()[0] as HTMLElement).dataset ?? {};
    if (place) this._current = place;
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const here = event.composedPath()[0] as HTMLElement;
    const next = this.#next(event.key, here);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  };

  /** Buttons by day: those of whole days first, then by time. */
  #next(key: string, here: HTMLElement): HTMLElement | undefined {
    const dayAt = (button: HTMLElement): string => button.dataset.place?.slice(0, 10) ?? '';
    const buttons = this.#buttons;
    const day = dayAt(here);
    const ofDay = (one: string): HTMLElement[] => buttons.filter((button) => dayAt(button) === one);
    const mine = ofDay(day);
    const index = mine.indexOf(here);
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    if (key === 'ArrowDown') return mine[index + 1];
    if (key === 'ArrowUp') return mine[index - 1];
    if (key === 'Home') return buttons[0] && ofDay(this.days.find((one) => ofDay(one).length) ?? '')[0];
    if (key === 'End') return ofDay(this.days.findLast((one) => ofDay(one).length) ?? '').at(-1);
    if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined;
    const step = key === 'ArrowRight' ? forward : -forward;
    for (let at = this.days.indexOf(day) + step; at >= 0 && at < this.days.length; at += step) {
      const there = ofDay(this.days[at] as Day);
      if (there.length) return there[Math.min(index, there.length - 1)];
    }
    return undefined;
  }
}
