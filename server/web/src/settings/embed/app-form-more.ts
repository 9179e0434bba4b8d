import { html, nothing, type TemplateResult } from 'lit';
import { panelNames } from '../../../playground/settings/attributes.js';
import { renderCheck, renderSubset, toggled } from './app-form-parts.js';
import type { AppFormView } from './app-form-view.js';
import { type Draft, propertiesOfLink } from './draft.js';
import { t } from './embed-messages.js';

const schemes = [
  ['auto', 'schemeAuto'],
  ['light', 'schemeLight'],
  ['dark', 'schemeDark'],
  ['system', 'schemeSystem'],
] as const;

/** Panels, plugins, theme, limits: what has a default that most keep. */
export function renderMore(view: AppFormView): TemplateResult {
  return html`<details class="card"><summary>${t('panelsAndPlugins')}</summary>
      <div class="stack">${renderPanels(view)} ${renderPlugins(view)}</div></details>
    <details class="card"><summary>${t('theme')}</summary>${renderTheme(view)}</details>
    <details class="card"><summary>${t('limits')}</summary>${renderLimits(view)}</details>`;
}

function renderPanels({ draft, set }: AppFormView): TemplateResult {
  const chosen = draft.panels ?? [];
  return html`<fieldset aria-describedby="panels-note">
    <legend>${t('panels')}</legend>
    <div class="chips">${panelNames.map((name) => {
      const at = chosen.indexOf(name);
      const next = toggled(chosen, name);
      return html`<button type="button" class="chip" aria-pressed=${at >= 0 ? 'true' : 'false'}
        @click=${() => set({ panels: next.length ? next : null })}>${at >= 0 ? html`<b>${at + 1}</b> ` : nothing}${name}</button>`;
    })}</div>
    <div id="panels-note" class="hint">${chosen.length ? t('panelsHint') : t('allPanels')}</div>
  </fieldset>`;
}

function renderPlugins({ draft, plugins, set }: AppFormView): TemplateResult {
  return renderSubset({
    name: 'plugins',
    title: t('plugins'),
    all: t('allPlugins'),
    chosen: draft.plugins,
    options: plugins.filter((name) => name !== 'embed').map((name) => [name, name]),
    set: (next) => set({ plugins: next }),
  });
}

function renderTheme({ draft, set, errorOf }: AppFormView): TemplateResult {
  const takeLink = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const properties = propertiesOfLink(input.value);
    const note = input.parentElement?.querySelector('[role=status]');
    input.setAttribute('aria-invalid', String(input.value !== '' && properties === undefined));
    if (note) note.textContent = properties ? t('linkTaken') : input.value ? t('linkWrong') : '';
    if (properties) set({ properties });
  };
  return html`<div class="stack">
    <p class="hint">${t('themeHint')}</p>
    <div class="field"><label for="scheme">${t('scheme')}</label>
      <select id="scheme" class="input" @change=${(event: Event) =>
        set({ scheme: (event.target as HTMLSelectElement).value as Draft['scheme'] })}>${schemes.map(
        ([value, label]) =>
          html`<option value=${value} .selected=${value === draft.scheme}>${t(label)}</option>`,
      )}</select></div>
    <div class="field"><label for="link">${t('fromLink')}</label>
      <input id="link" class="input mono" autocomplete="off" placeholder=${`${location.origin}/playground#color-accent=…`} @input=${takeLink} />
      <div class="row"><a class="link" href="/playground" target="_blank" rel="noopener">${t('design')}</a>
        <span class="hint" role="status"></span></div></div>
    <div class="field"><label for="properties">${t('properties')}</label>
      <textarea id="properties" class="input mono" rows="5" spellcheck="false" .value=${draft.properties} aria-describedby="properties-note"
        aria-invalid=${errorOf('theme') ? 'true' : 'false'}
        @input=${(event: Event) => set({ properties: (event.target as HTMLTextAreaElement).value })}></textarea>
      <div id="properties-note" class=${errorOf('theme') ? 'error' : 'hint'}>${errorOf('theme') || t('propertiesHint')}</div></div>
  </div>`;
}

function renderLimits({ draft, set, errorOf }: AppFormView): TemplateResult {
  const { limits, aiBudget } = draft;
  const numbers = [
    ...(['requestsPerMinute', 'messagesPerMinute', 'guestsPerHour', 'sockets'] as const).map((name) => ({
      id: name,
      label: t(name),
      value: limits[name],
      least: 1,
      set: (value: number) => set({ limits: { ...limits, [name]: value } }),
    })),
    ...(
      [
        ['perVisitor', 'perVisitorAnswers'],
        ['perApp', 'perAppAnswers'],
      ] as const
    ).map(([name, label]) => ({
      id: `ai-${name}`,
      label: t(label),
      value: aiBudget[name],
      least: 0,
      set: (value: number) => set({ aiBudget: { ...aiBudget, [name]: value } }),
    })),
  ];
  return html`<div class="stack">
    <div class="numbers">${numbers.map(
      ({ id, label, value, least, set: change }) => html`<div class="field"><label for=${id}>${label}</label>
        <input id=${id} class="input" type="number" required min=${least} .value=${String(value)}
          @input=${(event: Event) => change((event.target as HTMLInputElement).valueAsNumber || least)} /></div>`,
    )}</div>
    <div class="error" role="alert">${errorOf('limits') || errorOf('aiBudget')}</div>
    <div>${renderCheck(t('singleUse'), draft.singleUse, () => set({ singleUse: !draft.singleUse }))}
      <div class="hint">${t('singleUseHint')}</div></div>
  </div>`;
}
