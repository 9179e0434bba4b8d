import { html, type TemplateResult } from 'lit';
import { type EmbedKey, embedMessages, t } from './embed-messages.js';

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

/** A code of later servers stands for itself. */
const sentenceOf = (code: string): string =>
  Object.hasOwn(embedMessages.messages, code) ? t(code as EmbedKey) : code;
