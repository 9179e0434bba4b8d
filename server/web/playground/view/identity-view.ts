import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../playground-messages.js';
import { identitySettings } from '../settings/identity.js';
import type { Setting } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';
import { type Bench, renderSetting } from './controls.js';

export interface IdentityBench extends Bench {
  /** Key of the app of the sample data, on a server that has it. */
  demoApp: string | undefined;
  secret: string;
  setSecret(secret: string): void;
  identify(): void;
}

const explanations = {
  sample: 'sampleText',
  signed: 'signedText',
  guest: 'guestText',
  none: 'noneText',
  client: 'clientText',
} as const;

const named = (name: string): Setting => identitySettings.find((setting) => setting.name === name) as Setting;

/** Who the visitor is, and what the host's side needs for it. */
export function renderIdentity(bench: IdentityBench): TemplateResult {
  const as = chosen(bench.settings, 'as') as keyof typeof explanations;
  const asks = as === 'signed' || as === 'guest' || as === 'none';
  const signs = as === 'signed';
  const show = (...names: string[]) => names.map((name) => renderSetting(bench, named(name)));
  return html`<fieldset>
    <legend class="sr">${t('tabIdentity')}</legend>
    ${show('as')}
    <p class="note">${t(explanations[as])}</p>
    ${as === 'client' ? nothing : show('app')}
    ${asks ? renderAppNote(bench) : nothing}
    ${signs && !usesDemo(bench) ? renderSecret(bench) : nothing}
    ${signs ? show('user', 'name', 'role') : nothing}
    ${signs || as === 'sample' ? show('token-url') : nothing}
    ${signs ? html`<button type="button" class="button" @click=${() => bench.identify()}>${t('identify')}</button>` : nothing}
  </fieldset>`;
}

export function usesDemo({ settings, demoApp }: Pick<IdentityBench, 'settings' | 'demoApp'>): boolean {
  return demoApp !== undefined && (settings.app ?? demoApp) === demoApp;
}

function renderAppNote(bench: IdentityBench): TemplateResult {
  if (usesDemo(bench)) return html`<p class="hint">${t('demoApp', { app: bench.demoApp ?? '' })}</p>`;
  if (!bench.settings.app) return html`<p class="hint">${t('noApp')}</p>`;
  return html`<p class="hint">${t('origin', { origin: location.origin })}</p>`;
}

function renderSecret({ secret, setSecret }: IdentityBench): TemplateResult {
  return html`<div class="field">
    <label for="secret">${t('secret')}</label>
    <input id="secret" class="input mono" type="password" autocomplete="off" .value=${secret} aria-describedby="secret-hint"
      @input=${(event: Event) => setSecret((event.target as HTMLInputElement).value.trim())} />
    <p class="hint" id="secret-hint">${t('secretHint')}</p>
  </div>`;
}
