import type { User } from '@teambrain/protocol';
import { avatar, closeIcon, formatNumber, icon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { Resource } from '../../shared/types.js';
import { type Draft, frameOf, withAllDay, withStart } from './draft.js';
import type { EditorTexts } from './editor-messages.js';
import type { PickerItem } from './picker.component.js';
import type { ProblemField, Problems } from './problems.js';
import type { Repetition } from './repetition.js';
import { knownZones, type Moment } from './wall-times.js';

export interface FormView {
  t: EditorTexts;
  locale: string;
  draft: Draft;
  problems: Problems;
  people: readonly User[];
  resources: readonly Resource[];
  change(draft: Draft): void;
}

const typedIn = (event: Event): string => (event.target as HTMLInputElement).value;
const isChecked = (event: Event): boolean => (event.target as HTMLInputElement).checked;
const nameOf = ({ displayName, username }: User): string => displayName || username;

/** Minutes before the start that are offered. */
const usualReminders = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];
const maxReminders = 5;

let zones: PickerItem[] | undefined;
const zoneItems = (): PickerItem[] => {
  zones ??= knownZones().map((id) => ({ id, text: id.replaceAll('_', ' ') }));
  return zones;
};

const invalid = (view: FormView, field: ProblemField) => (view.problems[field] ? 'true' : nothing);
const described = (view: FormView, field: ProblemField) =>
  view.problems[field] ? `${field}-error` : nothing;
function renderError({ problems, t }: FormView, field: ProblemField): TemplateResult | typeof nothing {
  const key = problems[field];
  return key ? html`<span class="error" id="${field}-error">${t(key)}</span>` : nothing;
}

/** What every event has: what, when, in which zone, how often, where. */
export function renderForm(view: FormView): TemplateResult {
  const { t, draft, change, problems } = view;
  return html`<div class="field"><label for="title">${t('title')}</label>
      <input class="input" id="title" maxlength="200" dir="auto" autocomplete="off" aria-required="true" .value=${draft.title}
        aria-invalid=${invalid(view, 'subject')} aria-describedby=${described(view, 'subject')}
        @input=${(event: Event) => change({ ...draft, title: typedIn(event) })} />${renderError(view, 'subject')}</div>
    <label class="choice"><input type="checkbox" .checked=${draft.allDay}
      @change=${(event: Event) => change(withAllDay(draft, isChecked(event)))} /><span>${t('allDay')}</span></label>
    ${renderMoment(view, 'start', (start) => change(withStart(draft, start)))}
    ${renderMoment(view, 'end', (end) => change({ ...draft, end }))}
    ${draft.allDay ? nothing : renderZone(view)}
    <tb-event-repeat .repetition=${draft.repetition} .frame=${frameOf(draft)} .problems=${problems}
      @repeat=${(event: CustomEvent<Repetition>) => change({ ...draft, repetition: event.detail })}></tb-event-repeat>
    ${renderText(view, 'location', 500)}`;
}

function renderMoment(
  view: FormView,
  name: 'start' | 'end',
  change: (moment: Moment) => void,
): TemplateResult {
  const { t, draft } = view;
  const moment = draft[name];
  return html`<div class="row">
    <div class="field date"><label for="${name}-date">${t(name)}</label>
      <input class="input" id="${name}-date" type="date" min="1970-01-01" max="2199-12-31" .value=${moment.date}
        aria-invalid=${invalid(view, name)} aria-describedby=${described(view, name)}
        @input=${(event: Event) => change({ ...moment, date: typedIn(event) })} />${renderError(view, name)}</div>
    ${
      draft.allDay
        ? nothing
        : html`<div class="field"><label for="${name}-time">${t(`${name}Time`)}</label>
            <input class="input" id="${name}-time" type="time" .value=${moment.time}
              aria-invalid=${invalid(view, name)} aria-describedby=${described(view, name)}
              @input=${(event: Event) => change({ ...moment, time: typedIn(event) })} /></div>`
    }
  </div>`;
}

function renderZone({ t, draft, change, problems }: FormView): TemplateResult {
  return html`<tb-event-picker id="zone" .label=${t('zone')} .none=${t('noZone')} .items=${zoneItems()}
    .value=${draft.timeZone.replaceAll('_', ' ')} .error=${problems.zone ? t(problems.zone) : ''}
    @pick=${(event: CustomEvent<string>) => change({ ...draft, timeZone: event.detail })}></tb-event-picker>`;
}

function renderText(view: FormView, name: 'location' | 'description', max: number): TemplateResult {
  const { t, draft, change } = view;
  const typed = (event: Event): void => change({ ...draft, [name]: typedIn(event) });
  return html`<div class="field"><label for=${name}>${t(name)}</label>${
    name === 'location'
      ? html`<input class="input" id="location" maxlength=${max} dir="auto" autocomplete="off" .value=${draft.location}
          aria-invalid=${invalid(view, name)} aria-describedby=${described(view, name)} @input=${typed} />`
      : html`<textarea class="input" id="description" maxlength=${max} rows="3" dir="auto" .value=${draft.description}
          aria-invalid=${invalid(view, name)} aria-describedby=${described(view, name)} @input=${typed}></textarea>`
  }${renderError(view, name)}</div>`;
}

/** Whom it concerns and what it needs. */
export function renderPeople(view: FormView): TemplateResult {
  const { t, draft, change, problems } = view;
  const chosen = draft.attendees.map((id) => view.people.find((user) => user.id === id) ?? id);
  const others = view.people.filter(({ id }) => !draft.attendees.includes(id));
  const without = (id: string): Draft => ({
    ...draft,
    attendees: draft.attendees.filter((each) => each !== id),
  });
  return html`<div class="stack">
    <tb-event-picker id="people" .label=${t('people')} .placeholder=${t('addPerson')} .none=${t('noPerson')}
      .items=${others.map((user): PickerItem => ({ id: user.id, text: nameOf(user), hint: `@${user.username}` }))}
      .error=${problems.people ? t(problems.people) : ''}
      @pick=${(event: CustomEvent<string>) => change({ ...draft, attendees: [...draft.attendees, event.detail] })}></tb-event-picker>
    ${
      chosen.length
        ? html`<ul class="chips">${chosen.map((user) => {
            const [id, name] = typeof user === 'string' ? [user, t('somebody')] : [user.id, nameOf(user)];
            return html`<li class="person">${typeof user === 'string' ? nothing : avatar(user, { size: 20 })}<bdi>${name}</bdi>
              <button type="button" class="icon-button" aria-label=${t('removePerson', { name })}
                @click=${() => change(without(id))}>${icon(closeIcon, 16)}</button></li>`;
          })}</ul>`
        : nothing
    }</div>`;
}

export function renderResources(view: FormView): TemplateResult | typeof nothing {
  const { t, draft, change, resources } = view;
  const error = renderError(view, 'resources');
  if (!resources.length) return error;
  const toggled = (id: string, on: boolean): Draft => ({
    ...draft,
    resources: on ? [...draft.resources, id] : draft.resources.filter((each) => each !== id),
  });
  return html`<fieldset id="resources" aria-describedby=${described(view, 'resources')}><legend>${t('resources')}</legend>
    <div class="list">${resources.map(
      ({
        id,
        name,
        kind,
        capacity,
      }) => html`<label class="choice"><input type="checkbox" .checked=${draft.resources.includes(id)}
        @change=${(event: Event) => change(toggled(id, isChecked(event)))} /><bdi>${name}</bdi>
        <span class="hint">${[t(`kind.${kind}`), capacity && t('seats', { count: capacity })].filter(Boolean).join(', ')}</span></label>`,
    )}</div>${error}</fieldset>`;
}

/** What most events do not need. */
export function renderMore(view: FormView): TemplateResult {
  const { t, locale, draft, change, problems } = view;
  const offered = [...new Set([...usualReminders, ...draft.reminders])].sort((a, b) => a - b);
  const toggle = (minutes: number): readonly number[] =>
    draft.reminders.includes(minutes)
      ? draft.reminders.filter((each) => each !== minutes)
      : [...draft.reminders, minutes];
  return html`${renderText(view, 'description', 8192)}
    <fieldset aria-describedby=${described(view, 'reminders')}><legend>${t('reminders')}</legend><div class="chips">${offered.map(
      (minutes) => {
        const on = draft.reminders.includes(minutes);
        return html`<button type="button" class="chip" aria-pressed=${on ? 'true' : 'false'}
        ?disabled=${!on && draft.reminders.length >= maxReminders}
        @click=${() => change({ ...draft, reminders: toggle(minutes) })}>${
          minutes === 0 ? t('atStart') : t('before', { time: lengthText(minutes, locale) })
        }</button>`;
      },
    )}</div>${renderError(view, 'reminders')}</fieldset>
    <label class="choice"><input type="checkbox" .checked=${draft.busy}
      @change=${(event: Event) => change({ ...draft, busy: isChecked(event) })} /><span>${t('busy')}</span></label>
    <label class="choice"><input type="checkbox" aria-describedby="refuse-hint" .checked=${draft.refuse}
      @change=${(event: Event) => change({ ...draft, refuse: isChecked(event) })} /><span>${t('refuse')}</span></label>
    <span class="hint" id="refuse-hint">${t('refuseHint')}</span>
    ${
      draft.allDay
        ? nothing
        : html`<label class="choice"><input type="checkbox" .checked=${draft.endTimeZone !== ''}
              @change=${(event: Event) => change({ ...draft, endTimeZone: isChecked(event) ? draft.timeZone : '' })} /><span>${t('ownEndZone')}</span></label>
            ${
              draft.endTimeZone
                ? html`<tb-event-picker id="endZone" .label=${t('endZone')} .none=${t('noZone')} .items=${zoneItems()}
                    .value=${draft.endTimeZone.replaceAll('_', ' ')} .error=${problems.endZone ? t(problems.endZone) : ''}
                    @pick=${(event: CustomEvent<string>) => change({ ...draft, endTimeZone: event.detail })}></tb-event-picker>`
                : nothing
            }`
    }`;
}

/** 90 minutes, 2 hours, 1 day: in the largest unit that leaves no rest. */
export function lengthText(minutes: number, locale: string): string {
  const units = { week: 10_080, day: 1440, hour: 60, minute: 1 } as const;
  for (const [unit, size] of Object.entries(units)) {
    if (minutes % size === 0)
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
        minutes / size,
      );
  }
  return formatNumber(minutes, locale);
}
