import { html, type TemplateResult } from 'lit';
import type { Scope } from '../seams.js';
import type { EditorTexts } from './editor-messages.js';

export interface ScopeView {
  t: EditorTexts;
  chosen: Scope;
  busy: boolean;
  failure: unknown;
  choose(scope: Scope): void;
  save(): void;
  back(): void;
}

/** Asks which events of a series a change is about. */
export function renderScopes(scopes: readonly Scope[], view: ScopeView): TemplateResult {
  const { t, chosen, busy, failure, choose, save, back } = view;
  const submit = (event: Event): void => {
    event.preventDefault();
    save();
  };
  return html`<form novalidate @submit=${submit}>
    <fieldset><legend>${t('which')}</legend>${scopes.map(
      (
        scope,
      ) => html`<label class="choice"><input type="radio" name="scope" value=${scope} .checked=${scope === chosen}
        @change=${() => choose(scope)} /><span>${t(`scope.${scope}`)}</span></label>`,
    )}</fieldset>
    ${failure}
    <div class="actions">
      <button type="button" class="button" @click=${back}>${t('back')}</button>
      <button type="submit" class="button primary" ?disabled=${busy}>${t('save')}</button>
    </div></form>`;
}
