import { html, type TemplateResult } from 'lit';
import { t } from './playground-messages.js';

export interface Choice<V extends string> {
  name: string;
  label: string;
  value: V;
  options: readonly (readonly [value: V, label: string])[];
  choose: (value: V) => void;
}

/** A row of radio buttons that looks like one control. */
export function renderChoice<V extends string>({
  name,
  label,
  value,
  options,
  choose,
}: Choice<V>): TemplateResult {
  return html`<div class="choice" role="radiogroup" aria-label=${label}>
    <span class="label">${label}</span>
    <div class="segments">
      ${options.map(
        ([option, text]) => html`<label class="segment">
          <input type="radio" name=${name} .checked=${option === value} @change=${() => choose(option)} />
          <span>${text}</span>
        </label>`,
      )}
    </div>
  </div>`;
}

export function renderRange(
  label: string,
  value: number,
  [min, max]: [number, number],
  set: (value: number) => void,
): TemplateResult {
  return html`<label class="range">
    <span class="label">${label} <output>${t('pixels', { count: value })}</output></span>
    <input type="range" min=${min} max=${max} .value=${String(value)}
      @input=${(event: Event) => set(Number((event.target as HTMLInputElement).value))} />
  </label>`;
}

export function renderSwitch(label: string, on: boolean, set: (on: boolean) => void): TemplateResult {
  return html`<label class="line">
    <span>${label}</span>
    <input type="checkbox" .checked=${on} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />
  </label>`;
}
