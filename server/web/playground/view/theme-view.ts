import { html, nothing, svg, type TemplateResult } from 'lit';
import { t } from '../playground-messages.js';
import {
  colorOf,
  type Judgement,
  judgeColors,
  labelOf,
  mendedColor,
  type Scheme,
  sayRatio,
} from '../settings/pairs.js';
import { colorKey, colorTokens, fontSettings, sizeSettings } from '../settings/tokens.js';
import { type Bench, renderReset, renderSetting } from './controls.js';

const schemes = ['light', 'dark'] as const;

/** Every custom property of the theme, and what WCAG says about the colours. */
export function renderTheme(bench: Bench): TemplateResult {
  const judgements = judgeColors(bench.settings);
  const failing = judgements.flatMap((judgement) =>
    schemes.filter((scheme) => !judgement.passes[scheme]).map((scheme) => [judgement, scheme] as const),
  );
  return html`<fieldset class="colors">
      <legend>${t('colors')}</legend>
      <div class="color head" aria-hidden="true"><span></span><span>${t('light')}</span><span>${t('dark')}</span><span></span></div>
      ${colorTokens.map(({ name, label }) => renderColor(bench, name, label))}
    </fieldset>
    <fieldset class="contrast">
      <legend>${t('contrast')}</legend>
      <p class=${failing.length ? 'verdict bad' : 'verdict good'} role="status">
        ${failing.length ? t('contrastLow', { count: failing.length }) : t('contrastGood', { count: judgements.length * 2 })}
      </p>
      ${failing.length ? html`<ul class="warnings">${failing.map(([one, scheme]) => renderWarning(bench, one, scheme))}</ul>` : nothing}
      <details>
        <summary>${t('allPairs', { count: judgements.length })}</summary>
        <table>
          <thead><tr><th scope="col">${t('pair')}</th><th scope="col">${t('least')}</th><th scope="col">${t('light')}</th
            ><th scope="col">${t('dark')}</th></tr></thead>
          <tbody>${judgements.map((one) => renderPair(one))}</tbody>
        </table>
      </details>
    </fieldset>
    <fieldset>
      <legend>${t('sizes')}</legend>
      ${sizeSettings.map((setting) => renderSetting(bench, setting))}
    </fieldset>
    <fieldset>
      <legend>${t('fonts')}</legend>
      ${fontSettings.map((setting) => renderSetting(bench, setting))}
    </fieldset>`;
}

function renderColor(bench: Bench, name: string, label: string): TemplateResult {
  const { settings, set } = bench;
  const keys = schemes.map((scheme) => colorKey(name, scheme));
  const changed = keys.some((key) => settings[key] !== undefined);
  const initial = colorTokens.find((token) => token.name === name);
  const reset = (): void =>
    set(Object.fromEntries(keys.map((key, at) => [key, initial?.[schemes[at] as Scheme] ?? ''])));
  return html`<div class="color" role="group" aria-label=${label}>
    <span>${label}<code class="name">--tb-${name}</code></span>
    ${schemes.map(
      (scheme) => html`<input type="color" aria-label=${t('colorIn', { label, scheme: t(scheme) })}
        .value=${colorOf(settings, name, scheme)}
        @input=${(event: Event) => set({ [colorKey(name, scheme)]: (event.target as HTMLInputElement).value })} />`,
    )}
    ${renderReset(changed, label, reset)}
  </div>`;
}

const swatch = (front: string, back: string): TemplateResult =>
  html`<svg class="swatch" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true">${svg`<rect width="28" height="20"
    rx="5" fill=${back}></rect><path d="M6 14.500 9.500 5.500h1l3.500 9M7.200 11.500h5.600M17 10.200c2-2 5-1 5 1v3.300m0-2c-5-1-5.500 2-3.300 2 1.600 0 3.300-1 3.300-2" fill="none" stroke=${front}
    stroke-width="1.600" stroke-linecap="round"></path>`}</svg>`;

function renderWarning({ settings, set }: Bench, judgement: Judgement, scheme: Scheme): TemplateResult {
  const { front, back, least, colors, ratio } = judgement;
  const better = mendedColor(settings, front, scheme);
  return html`<li>
    ${swatch(...colors[scheme])}
    <span>${t('warning', {
      front: labelOf(front),
      back: labelOf(back),
      scheme: t(scheme),
      ratio: sayRatio(ratio[scheme]),
      least: String(least),
    })}</span>
    ${
      better
        ? html`<button type="button" class="button small"
            aria-label=${t('mendLabel', { front: labelOf(front), color: better, scheme: t(scheme) })}
            @click=${() => set({ [colorKey(front, scheme)]: better })}
            >${swatch(better, colors[scheme][1])} ${t('mend', { color: better })}</button>`
        : nothing
    }
  </li>`;
}

function renderPair({ front, back, least, colors, ratio, passes }: Judgement): TemplateResult {
  const cell = (scheme: Scheme): TemplateResult =>
    html`<td class=${passes[scheme] ? '' : 'bad'}>${swatch(...colors[scheme])} ${sayRatio(ratio[scheme])}${
      passes[scheme] ? nothing : html` <b>${t('low')}</b>`
    }</td>`;
  return html`<tr><th scope="row">${t('on', { front: labelOf(front), back: labelOf(back) })}</th><td>${least}</td>
    ${cell('light')}${cell('dark')}</tr>`;
}
