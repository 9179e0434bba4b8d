import { html, nothing, type TemplateResult } from 'lit';
import type { AppFormView } from './app-form-view.js';
import type { Audience, Draft } from './draft.js';
import { t } from './embed-messages.js';

const exampleOrigin = 'https://acme.example';

const valueIn = (event: Event): string => (event.target as HTMLInputElement).value;

const audiences = [
  ['signed', 'audienceSigned', 'audienceSignedText'],
  ['guestsRead', 'audienceRead', 'audienceReadText'],
  ['guestsWrite', 'audienceWrite', 'audienceWriteText'],
] as const satisfies readonly (readonly [Audience, ...unknown[]])[];

const conversations = [
  ['shared', 'shared', 'sharedText'],
  ['perVisitor', 'perVisitor', 'perVisitorText'],
] as const satisfies readonly (readonly [Draft['conversation'], ...unknown[]])[];

/** Name, origins, audience. */
export function renderBasics(view: AppFormView): TemplateResult {
  const { draft, set } = view;
  const here = location.origin;
  const hasHere = draft.origins.split('\n').some((line) => line.trim() === here);
  const wrong = view.errorOf('origins');
  return html`<div class="card">
    <div class="field">
      <label for="name">${t('appName')}</label>
      <input id="name" name="name" class="input" required maxlength="80" autocomplete="off" placeholder=${t('appNameExample')}
        .value=${draft.name} aria-invalid=${view.errorOf('name') ? 'true' : 'false'} aria-describedby="name-note"
        @input=${(event: Event) => set({ name: valueIn(event) })} />
      <div id="name-note" class="error">${view.errorOf('name')}</div>
    </div>
    <div class="field">
      <label for="origins">${t('origins')}</label>
      <textarea id="origins" name="origins" class="input mono" rows="3" required spellcheck="false" placeholder=${exampleOrigin}
        .value=${draft.origins} aria-invalid=${wrong ? 'true' : 'false'} aria-describedby="origins-note"
        @input=${(event: Event) => set({ origins: valueIn(event) })}></textarea>
      <div id="origins-note" class=${wrong ? 'error' : 'hint'}>${wrong || t('originsHint')}</div>
      ${
        hasHere
          ? nothing
          : html`<div><button type="button" class="button small"
              @click=${() => set({ origins: `${draft.origins.trimEnd()}\n${here}`.trimStart() })}>${t('addPlayground')}</button></div>`
      }
    </div>
    <fieldset>
      <legend>${t('audience')}</legend>
      <div class="cards">${audiences.map(([value, label, text]) =>
        renderOption('audience', value === draft.audience, t(label), t(text), () => set({ audience: value })),
      )}</div>
    </fieldset>
  </div>`;
}

/** Shared rooms, or a room for each visitor with the staff. */
export function renderConversation(view: AppFormView): TemplateResult {
  const { draft, set } = view;
  return html`<div class="card">
    <fieldset>
      <legend>${t('conversation')}</legend>
      <div class="cards">${conversations.map(([value, label, text]) =>
        renderOption('conversation', value === draft.conversation, t(label), t(text), () =>
          set({ conversation: value }),
        ),
      )}</div>
    </fieldset>
    ${draft.conversation === 'perVisitor' ? renderStaff(view) : renderRooms(view)}
  </div>`;
}

function renderStaff({ draft, members, set, errorOf }: AppFormView): TemplateResult {
  return html`<fieldset aria-describedby="staff-note">
    <legend>${t('staff')}</legend>
    <div class="checks">${members
      .filter(({ role }) => role !== 'guest')
      .map(({ user }) =>
        renderCheck(user.displayName || user.username, draft.staff.includes(user.id), () =>
          set({ staff: toggled(draft.staff, user.id) }),
        ),
      )}</div>
    <div id="staff-note" class=${errorOf('staff') ? 'error' : 'hint'}>${errorOf('staff') || t('staffHint')}</div>
  </fieldset>`;
}

function renderRooms({ draft, rooms, set }: AppFormView): TemplateResult {
  return renderSubset({
    name: 'rooms',
    title: t('rooms'),
    all: t('allRooms'),
    chosen: draft.rooms,
    options: rooms.map(({ id, name }) => [id, name]),
    set: (next) => set({ rooms: next }),
  });
}

export interface Subset {
  name: string;
  title: string;
  /** What it means that nothing in particular is chosen. */
  all: string;
  chosen: readonly string[] | null;
  options: readonly (readonly [value: string, label: string])[];
  set(chosen: readonly string[] | null): void;
}

/** Everything, or some of it. */
export function renderSubset({ name, title, all, chosen, options, set }: Subset): TemplateResult {
  return html`<fieldset>
    <legend>${title}</legend>
    <div class="row">
      <label class="check"><input type="radio" name=${name} .checked=${chosen === null} @change=${() => set(null)} />${all}</label>
      <label class="check"><input type="radio" name=${name} .checked=${chosen !== null} @change=${() => set([])} />${t('someRooms')}</label>
    </div>
    ${
      chosen
        ? html`<div class="checks">${options.map(([value, label]) =>
            renderCheck(label, chosen.includes(value), () => set(toggled(chosen, value))),
          )}</div>`
        : nothing
    }
  </fieldset>`;
}

function renderOption(
  name: string,
  checked: boolean,
  label: string,
  text: string,
  choose: () => void,
): TemplateResult {
  return html`<label class="option"><input type="radio" name=${name} .checked=${checked} @change=${choose} />
    <b>${label}</b><small>${text}</small></label>`;
}

export function renderCheck(label: string, checked: boolean, toggle: () => void): TemplateResult {
  return html`<label class="check"><input type="checkbox" .checked=${checked} @change=${toggle} /><span>${label}</span></label>`;
}

export function toggled(list: readonly string[], value: string): string[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
