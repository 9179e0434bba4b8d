import { baseStyles, TbElement, WidgetController } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { calendarMessages } from '../calendar-messages.js';
import { type Entry, entriesOn, isLong, lanesOf } from '../entries/entries.js';
import { addDays, addMonths, type Day, monthOf, startOfWeek, weeksOf } from '../time/days.js';
import { dayText, timeText } from '../time/texts.js';
import { monthGridStyles } from './month-grid.styles.js';

/** Events that a day shows by title before the others become a number. */
const shownTitles = 3;
const shownDots = 3;

/**
 * A month as a grid of days. One tab stop; arrow keys move by days, Home and End to the ends of the week, PgUp and PgDn by
 * months; Enter opens the day.
 * @fires day - Another day was chosen: `day` has it, `opened` says whether the reader wants to go into it.
 * @csspart day
 */
export class TbCalendarMonth extends TbElement {
  static override readonly tag = 'tb-calendar-month';
  static override properties: PropertyDeclarations = {
    day: {},
    today: {},
    firstWeekday: { type: Number },
    entries: { attribute: false },
    titles: { type: Boolean, reflect: true },
    busy: { type: Boolean },
  };
  static override styles = [baseStyles, monthGridStyles];

  /** The chosen day; its month is on show. */
  day: Day = '';
  today: Day = '';
  firstWeekday = 1;
  entries: readonly Entry[] = [];
  /** Whether there is room for titles; else dots. */
  titles = false;
  busy = false;
  /** Opens an event that was pressed. */
  open: (entry: Entry, anchor: HTMLElement) => void = () => {};
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(calendarMessages);
  /** Whether the focus goes where the chosen day is drawn next. */
  #follows = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('day') && this.#follows) this.focus();
    this.#follows = false;
  }

  protected override render(): TemplateResult {
    const { locale } = this.widget.state;
    const weeks = weeksOf(this.day, this.firstWeekday);
    return html`<div class="grid" role="grid" part="calendar" aria-label=${dayText(this.day, 'month', locale)}
      aria-busy=${this.busy ? 'true' : 'false'} @keydown=${this.#keyDown} @click=${this.#clicked}>
      <div class="row head" role="row">
        ${weeks[0]?.map(
          (
            day,
          ) => html`<span role="columnheader"><span class="sr">${dayText(day, 'weekdayLong', locale)}</span>
            <span aria-hidden="true">${dayText(day, this.titles ? 'weekday' : 'weekdayNarrow', locale)}</span></span>`,
        )}
      </div>
      ${weeks.map((week) => this.#renderWeek(week, locale))}
    </div>`;
  }

  #renderWeek(week: Day[], locale: string): TemplateResult {
    const lanes = lanesOf(this.entries, week);
    return html`<div class="row" role="row">${week.map((day, index) =>
      this.#renderDay(day, lanes[index] ?? [], index === 0, locale),
    )}</div>`;
  }

  #renderDay(
    day: Day,
    lanes: readonly (Entry | undefined)[],
    startsWeek: boolean,
    locale: string,
  ): TemplateResult {
    const count = lanes.filter(Boolean).length;
    const isChosen = day === this.day;
    const outside = monthOf(day) !== monthOf(this.day);
    return html`<div role="gridcell" part="day" class=${outside ? 'outside' : ''} data-day=${day}
      tabindex=${isChosen ? 0 : -1} aria-selected=${isChosen ? 'true' : 'false'}
      aria-current=${day === this.today ? 'date' : nothing}
      ><span class="sr">${this.#t('dayLabel', { day: dayText(day, 'full', locale), count })}</span>
      <span class="number" aria-hidden="true">${dayText(day, 'number', locale)}</span>
      ${this.titles ? this.#renderTitles(day, lanes, startsWeek, locale) : this.#renderDots(day)}
    </div>`;
  }

  #renderDots(day: Day): TemplateResult {
    return html`<span class="dots" aria-hidden="true">${entriesOn(this.entries, day)
      .slice(0, shownDots)
      .map(({ occurrence }) => html`<i data-rsvp=${occurrence.rsvp ?? nothing}></i>`)}</span>`;
  }

  #renderTitles(
    day: Day,
    lanes: readonly (Entry | undefined)[],
    startsWeek: boolean,
    locale: string,
  ): TemplateResult {
    // The last place belongs to the number of the others, where there are others.
    const shown = lanes.slice(0, lanes.length > shownTitles ? shownTitles - 1 : shownTitles);
    const hidden = lanes.slice(shown.length).filter(Boolean).length;
    return html`<span class="titles">${shown.map((entry) =>
      entry ? this.#renderTitle(entry, day, startsWeek, locale) : html`<span class="title gap"></span>`,
    )}${hidden ? html`<span class="rest">${this.#t('more', { count: hidden })}</span>` : nothing}</span>`;
  }

  #renderTitle(entry: Entry, day: Day, startsWeek: boolean, locale: string): TemplateResult {
    const { occurrence, first, last, key } = entry;
    const classes = [
      'title',
      isLong(entry) ? 'bar' : '',
      first < day && !startsWeek ? 'goes-on' : '',
      last > day ? 'goes-further' : '',
    ];
    return html`<span class=${classes.join(' ')} data-key=${key} data-rsvp=${occurrence.rsvp ?? nothing}
      >${isLong(entry) ? nothing : html`<small>${timeText(occurrence.start, locale)}</small>`}<bdi
        class=${first === day || startsWeek ? '' : 'sr'}>${occurrence.title}</bdi></span>`;
  }

  readonly #clicked = (event: Event): void => {
    const path = event.composedPath() as HTMLElement[];
    const title = path.find((element) => element.dataset?.key);
    const cell = path.find((element) => element.dataset?.day);
    if (!cell) return;
    const entry = this.entries.find(({ key }) => key === title?.dataset.key);
    this.#choose(cell.dataset.day ?? '');
    if (entry) this.open(entry, cell);
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') this.#choose(this.day, true);
    else {
      const next = this.#next(event);
      if (next === undefined) return;
      this.#choose(next);
    }
    event.preventDefault();
  };

  #next({ key, shiftKey }: KeyboardEvent): Day | undefined {
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    const weekStart = startOfWeek(this.day, this.firstWeekday);
    const moves: Record<string, () => Day> = {
      ArrowRight: () => addDays(this.day, forward),
      ArrowLeft: () => addDays(this.day, -forward),
      ArrowDown: () => addDays(this.day, 7),
      ArrowUp: () => addDays(this.day, -7),
      Home: () => weekStart,
      End: () => addDays(weekStart, 6),
      PageDown: () => addMonths(this.day, shiftKey ? 12 : 1),
      PageUp: () => addMonths(this.day, shiftKey ? -12 : -1),
    };
    return moves[key]?.();
  }

  #choose(day: Day, opened = false): void {
    this.#follows = !opened;
    this.dispatchEvent(new CustomEvent('day', { detail: { day, opened } }));
    if (day === this.day && !opened) this.focus();
  }
}
