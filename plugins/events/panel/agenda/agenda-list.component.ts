import {
  baseStyles,
  calendarIcon,
  controlStyles,
  TbElement,
  TbEmpty,
  WidgetController,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { calendarMessages } from '../calendar-messages.js';
import { type Entry, entriesOn } from '../entries/entries.js';
import { type RowsView, renderRows } from '../entries/entry-rows.js';
import { entryRowsStyles } from '../entries/entry-rows.styles.js';
import { type Day, today } from '../time/days.js';
import { dayText } from '../time/texts.js';

/**
 * What comes next, day by day; further stretches load as the reader comes near the end.
 * @csspart event-card
 */
export class TbCalendarAgenda extends TbElement {
  static override readonly tag = 'tb-calendar-agenda';
  static override readonly dependencies = [TbEmpty];
  static override properties: PropertyDeclarations = {
    days: { attribute: false },
    entries: { attribute: false },
    further: { attribute: false },
    there: { attribute: false },
    busy: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    entryRowsStyles,
    css`
      :host {
        display: block;
        padding-block-end: 16px;
      }
      h3 {
        background: var(--tb-color-bg);
        font-size: 1em;
        inset-block-start: 0;
        margin: 0;
        padding-block: 10px 6px;
        position: sticky;
        z-index: 1;
      }
      h3[data-today] {
        color: var(--tb-color-accent);
      }
      .more {
        display: grid;
        justify-items: center;
        padding-block: 16px;
      }
    `,
  ];

  days: readonly Day[] = [];
  entries: readonly Entry[] = [];
  busy = false;
  /** Asks for what comes after the last day; undefined where there is no more to ask for. */
  further: (() => void) | undefined;
  open: (entry: Entry, anchor: HTMLElement) => void = () => {};
  there: RowsView['there'];
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(calendarMessages);
  #watch: IntersectionObserver | undefined;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('button')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
  }

  protected override updated(): void {
    const end = this.renderRoot.querySelector('.more');
    this.#watch?.disconnect();
    // A new one each time: an end that stays in sight after a short stretch tells nothing else.
    if (!end || this.busy || this.#found.length === 0) return;
    this.#watch = new IntersectionObserver(([seen]) => seen?.isIntersecting && this.further?.(), {
      root: this,
      rootMargin: '200px',
    });
    this.#watch.observe(end);
  }

  get #found(): Entry[] {
    const [first = ''] = this.days;
    const last = this.days.at(-1) ?? '';
    return this.entries.filter((entry) => entry.last >= first && entry.first <= last);
  }

  protected override render(): TemplateResult {
    const t = this.#t;
    const { locale } = this.widget.state;
    const days = this.days.filter((day, index) => this.#startsOn(day, index === 0).length > 0);
    return html`${days.map(
      (day) => html`<section aria-labelledby="day-${day}">
        <h3 id="day-${day}" ?data-today=${day === today()}>${dayText(day, 'fullYear', locale)}</h3>
        ${renderRows(this.#startsOn(day, day === this.days[0]), { t, locale, day, open: this.open, there: this.there })}
      </section>`,
    )}
    ${days.length === 0 && !this.busy ? this.#renderNothing(locale) : nothing}
    ${
      this.further
        ? html`<div class="more"><button type="button" class="button" ?disabled=${this.busy} @click=${this.further}>${
            this.busy ? t('loading') : t('later')
          }</button></div>`
        : nothing
    }`;
  }

  /** An event of several days is told once: on its first day, or on the first that is on show. */
  #startsOn(day: Day, isFirst: boolean): Entry[] {
    return isFirst ? entriesOn(this.entries, day) : this.entries.filter(({ first }) => first === day);
  }

  #renderNothing(locale: string): TemplateResult {
    const { days } = this;
    const text = this.#t('nothingText', {
      from: dayText(days[0] ?? today(), 'short', locale),
      to: dayText(days.at(-1) ?? today(), 'fullYear', locale),
    });
    return html`<tb-empty .heading=${this.#t('nothingTitle')} .icon=${calendarIcon}>${text}</tb-empty>`;
  }
}
