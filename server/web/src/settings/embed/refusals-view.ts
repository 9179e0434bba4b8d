import { embedErrorCodes } from '@teambrain/plugin-embed/shared';
import { html, type TemplateResult } from 'lit';
import { t } from '../settings-messages.js';

/** What the codes of others say about an app; those of embedding bring their own sentences. */
const others: Readonly<Record<string, string>> = {
  origin_refused: 'The page stands on an origin that the app does not list.',
  rate_limited: 'A visitor asked too often.',
};

/** Refused attempts by reason, most frequent first. */
export function renderRefusals(refusals: Readonly<Record<string, number>>): TemplateResult {
  const rows = Object.entries(refusals).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return html`<p class="lead">${t('noRefusals')}</p>`;
  return html`<p class="lead">${t('refusalsText')}</p>
    <table>
      <thead><tr><th scope="col">${t('reason')}</th><th scope="col">${t('count')}</th></tr></thead>
      <tbody>${rows.map(
        ([code, count]) =>
          html`<tr><th scope="row">${sentenceOf(code)}<br /><code class="muted">${code}</code></th><td>${count}</td></tr>`,
      )}</tbody>
    </table>`;
}

function sentenceOf(code: string): string {
  const known = embedErrorCodes as Readonly<Record<string, { title: string }>>;
  return known[code]?.title ?? others[code] ?? code;
}
