import { icon, refreshIcon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../playground-messages.js';
import type { Setting, Settings } from '../settings/setting.js';
import { isAllowed } from '../settings/setting.js';
import { chosen, objectOf } from '../settings/settings.js';

/** What every control is given. */
export interface Bench {
  readonly settings: Settings;
  set(changes: Settings): void;
}

/** The control that fits the setting. */
export function renderSetting(bench: Bench, setting: Setting): TemplateResult {
  switch (setting.field.kind) {
    case 'choice':
      return renderChoice(bench, setting, setting.field.options);
    case 'switch':
      return renderSwitch(bench, setting);
    case 'number':
      return renderNumber(bench, setting);
    case 'list':
      return renderList(bench, setting, setting.field.options);
    case 'json':
      return renderJson(bench, setting, setting.field.placeholder);
    default:
      return renderText(bench, setting);
  }
}

const hint = ({ name, hint: text }: Setting): unknown =>
  text ? html`<p class="hint" id=${`${name}-hint`}>${text}</p>` : nothing;
const described = ({ name, hint: text }: Setting): unknown => (text ? `${name}-hint` : nothing);
const valueIn = (event: Event): string => (event.target as HTMLInputElement).value;

/** Radio buttons that look like one control. */
export function renderChoice(
  { settings, set }: Bench,
  setting: Setting,
  options: readonly (readonly [value: string, label: string])[],
  look = '',
): TemplateResult {
  const { name, label } = setting;
  const value = chosen(settings, name);
  return html`<div class="choice ${look}" role="radiogroup" aria-label=${label} aria-describedby=${described(setting)}>
    <span class="label" aria-hidden="true">${label}</span>
    <div class="segments">
      ${options.map(
        ([option, text]) => html`<label class="segment">
          <input type="radio" name=${name} .checked=${option === value} @change=${() => set({ [name]: option })} />
          <span>${text}</span>
        </label>`,
      )}
    </div>
    ${hint(setting)}
  </div>`;
}

function renderSwitch({ settings, set }: Bench, { name, label }: Setting): TemplateResult {
  return html`<label class="line">
    <span>${label} <code class="name">${name}</code></span>
    <input type="checkbox" .checked=${settings[name] === 'on'}
      @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).checked ? 'on' : '' })} />
  </label>`;
}

function renderText({ settings, set }: Bench, setting: Setting): TemplateResult {
  const { name, label, field } = setting;
  if (field.kind !== 'text') return html``;
  const value = chosen(settings, name);
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <input id=${name} class="input" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${field.placeholder ?? nothing}
      list=${field.suggestions ? `${name}-list` : nothing} .value=${value} aria-describedby=${described(setting)}
      @input=${(event: Event) => {
        const text = valueIn(event);
        const wrong = text !== '' && !isAllowed(setting, text);
        (event.target as HTMLElement).setAttribute('aria-invalid', String(wrong));
        if (!wrong) set({ [name]: text });
      }} />
    ${
      field.suggestions
        ? html`<datalist id=${`${name}-list`}>${field.suggestions.map(
            (suggestion) => html`<option value=${suggestion}></option>`,
          )}</datalist>`
        : nothing
    }
    ${hint(setting)}
  </div>`;
}

function renderNumber({ settings, set }: Bench, setting: Setting): TemplateResult {
  const { name, label, initial, field } = setting;
  if (field.kind !== 'number') return html``;
  const { min, max, step, unit } = field;
  const value = chosen(settings, name);
  const change = (event: Event): void => {
    const text = valueIn(event);
    const wrong = !isAllowed(setting, text);
    (event.target as HTMLElement).setAttribute('aria-invalid', String(wrong));
    if (!wrong) set({ [name]: text });
  };
  return html`<div class="number">
    <label for=${name}>${label}</label>
    <span class="with-unit">
      <input id=${name} class="input small" type="number" min=${min} max=${max} step=${step} .value=${value}
        @input=${change} />${unit ? html`<span aria-hidden="true">${unit}</span>` : nothing}
    </span>
    ${renderReset(settings[name] !== undefined, label, () => set({ [name]: initial }))}
    ${
      max <= 2000
        ? html`<input type="range" tabindex="-1" aria-hidden="true" min=${min} max=${max} step=${step} .value=${value}
            @input=${change} />`
        : nothing
    }
  </div>`;
}

/** Takes one setting back. Keeps its place while there is nothing to take back, so that lines do not jump. */
export function renderReset(changed: boolean, label: string, reset: () => void): TemplateResult {
  return html`<button type="button" class="icon-button reset" ?disabled=${!changed}
    aria-label=${t('resetOne', { label })} title=${t('resetOne', { label })} @click=${reset}>${icon(refreshIcon, 15)}</button>`;
}

/** Chips that keep the order in which they were chosen. */
function renderList({ settings, set }: Bench, setting: Setting, options: readonly string[]): TemplateResult {
  const { name, label } = setting;
  const items = chosen(settings, name).split(' ').filter(Boolean);
  const toggle = (option: string): void => {
    const next = items.includes(option) ? items.filter((one) => one !== option) : [...items, option];
    set({ [name]: next.join(' ') });
  };
  return html`<div class="field" role="group" aria-label=${label} aria-describedby=${described(setting)}>
    <span class="label" aria-hidden="true">${label}</span>
    <div class="chips">
      ${options.map((option) => {
        const at = items.indexOf(option);
        return html`<button type="button" class="chip" aria-pressed=${at >= 0 ? 'true' : 'false'}
          @click=${() => toggle(option)}>${at >= 0 ? html`<b>${at + 1}</b>` : nothing}${option}</button>`;
      })}
    </div>
    ${hint(setting)}
  </div>`;
}

function renderJson({ settings, set }: Bench, setting: Setting, placeholder: string): TemplateResult {
  const { name, label } = setting;
  const value = chosen(settings, name);
  const wrong = value !== '' && objectOf(settings, name) === undefined;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <textarea id=${name} class="input mono" rows="3" spellcheck="false" placeholder=${placeholder} .value=${value}
      aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${`${name}-hint`}
      @input=${(event: Event) => set({ [name]: valueIn(event) })}></textarea>
    <p id=${`${name}-hint`} class=${wrong ? 'error' : 'hint'}>${wrong ? t('jsonWrong') : setting.hint}</p>
  </div>`;
}
