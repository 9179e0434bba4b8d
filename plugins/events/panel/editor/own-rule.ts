import { html, nothing, type TemplateResult } from 'lit';
import type { EditorTexts } from './editor-messages.js';
import type { Problems } from './problems.js';
import { frequencies, type OwnRule } from './repetition.js';

export interface OwnRuleView {
  t: EditorTexts;
  locale: string;
  problems: Problems;
  change(changes: Partial<OwnRule>): void;
}

/** A Monday. */
const monday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

const named = (at: number, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', calendar: 'gregory', ...options }).format(at);

const typedIn = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
const toggled = (list: readonly number[], value: number): number[] =>
  list.includes(value) ? list.filter((each) => each !== value) : [...list, value];

/** The form of a rule of one's own: every so many days, weeks, months or years, and on which days of them. */
export function renderOwnRule(own: OwnRule, view: OwnRuleView): TemplateResult {
  const { t, problems, change } = view;
  const { interval } = problems;
  const monthly = own.frequency === 'MONTHLY' || own.frequency === 'YEARLY';
  return html`<div class="row">
      <div class="field"><label for="interval">${t('interval')}</label>
        <input class="input" id="interval" type="number" inputmode="numeric" min="1" max="1000" .value=${String(own.interval || '')}
          aria-invalid=${interval ? 'true' : nothing} aria-describedby=${interval ? 'interval-error' : nothing}
          @input=${(event: Event) => change({ interval: Number(typedIn(event)) })} />
        ${interval ? html`<span class="error" id="interval-error">${t(interval)}</span>` : nothing}</div>
      <div class="field"><label for="unit">${t('unit')}</label>
        <select class="input" id="unit" @change=${(event: Event) => change({ frequency: typedIn(event) as OwnRule['frequency'] })}>
          ${frequencies.map((each) => html`<option value=${each} ?selected=${each === own.frequency}>${t(`unit.${each}`)}</option>`)}
        </select></div>
    </div>
    ${own.frequency === 'WEEKLY' ? renderWeekdays(own, view) : nothing}
    ${own.frequency === 'YEARLY' ? renderMonths(own, view) : nothing}
    ${monthly ? renderDayOfMonth(own, view) : nothing}`;
}

function renderWeekdays(own: OwnRule, { t, locale, change }: OwnRuleView): TemplateResult {
  return html`<fieldset><legend>${t('weekdays')}</legend><div class="chips">${[0, 1, 2, 3, 4, 5, 6].map(
    (
      day,
    ) => html`<button type="button" class="chip" aria-pressed=${own.weekdays.includes(day) ? 'true' : 'false'}
      @click=${() => change({ weekdays: toggled(own.weekdays, day) })}>${named(monday + day * dayMs, locale, { weekday: 'long' })}</button>`,
  )}</div></fieldset>`;
}

function renderMonths(own: OwnRule, { t, locale, change }: OwnRuleView): TemplateResult {
  return html`<fieldset><legend>${t('months')}</legend><div class="chips">${Array.from(
    { length: 12 },
    (
      _,
      index,
    ) => html`<button type="button" class="chip" aria-pressed=${own.months.includes(index + 1) ? 'true' : 'false'}
      @click=${() => change({ months: toggled(own.months, index + 1) })}>${named(Date.UTC(2024, index), locale, { month: 'long' })}</button>`,
  )}</div></fieldset>`;
}

function renderDayOfMonth(own: OwnRule, view: OwnRuleView): TemplateResult {
  const { t, locale, change } = view;
  const days = [...Array.from({ length: 31 }, (_, index) => index + 1), -1];
  return html`<div class="chips" role="group" aria-label=${t('byDay')}>
      <button type="button" class="chip" aria-pressed=${own.by === 'day' ? 'true' : 'false'}
        @click=${() => change({ by: 'day' })}>${t('byDay')}</button>
      <button type="button" class="chip" aria-pressed=${own.by === 'nth' ? 'true' : 'false'}
        @click=${() => change({ by: 'nth' })}>${t('byNth')}</button>
    </div>
    ${
      own.by === 'day'
        ? html`<div class="field"><label for="month-day">${t('monthDay')}</label>
            <select class="input" id="month-day" @change=${(event: Event) => change({ monthDay: Number(typedIn(event)) })}>
              ${days.map(
                (day) =>
                  html`<option value=${day} ?selected=${day === own.monthDay}>${
                    day === -1 ? t('lastDay') : new Intl.NumberFormat(locale).format(day)
                  }</option>`,
              )}
            </select></div>`
        : renderNth(own, view)
    }`;
}

const places = { 1: 'nth.1', 2: 'nth.2', 3: 'nth.3', 4: 'nth.4', 5: 'nth.5', [-1]: 'nth.last' } as const;

function renderNth(own: OwnRule, { t, locale, change }: OwnRuleView): TemplateResult {
  return html`<div class="row">
    <div class="field"><label for="nth">${t('nth')}</label>
      <select class="input" id="nth" @change=${(event: Event) => change({ nth: Number(typedIn(event)) })}>
        ${([1, 2, 3, 4, 5, -1] as const).map(
          (nth) => html`<option value=${nth} ?selected=${nth === own.nth}>${t(places[nth])}</option>`,
        )}
      </select></div>
    <div class="field"><label for="nth-day">${t('weekday')}</label>
      <select class="input" id="nth-day" @change=${(event: Event) => change({ nthDay: Number(typedIn(event)) })}>
        ${[0, 1, 2, 3, 4, 5, 6].map(
          (day) =>
            html`<option value=${day} ?selected=${day === own.nthDay}>${named(monday + day * dayMs, locale, { weekday: 'long' })}</option>`,
        )}
      </select></div>
  </div>`;
}
