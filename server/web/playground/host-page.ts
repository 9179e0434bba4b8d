import { html, nothing, type TemplateResult } from 'lit';
import { t } from './playground-messages.js';

const cards = [
  { label: 'hostOrders', value: '128', change: '+12 %' },
  { label: 'hostRevenue', value: '9,420', change: '+4 %' },
  { label: 'hostReturns', value: '3', change: '-2' },
] as const;

/** A make-believe product page. The floating modes are kept inside by `contain`, which makes the box their viewport. */
export function renderHostPage(mode: string, widget: TemplateResult): TemplateResult {
  return html`<div class="host-page">
    <div class="host-nav"><b>${t('hostName')}</b><span>${t('hostNav')}</span><span>${t('hostNavTwo')}</span
      ><span>${t('hostNavThree')}</span></div>
    <div class="host-body">
      <h2>${t('hostTitle')}</h2>
      <p>${t('hostText')}</p>
      <div class="host-cards">
        ${cards.map(
          ({ label, value, change }) => html`<div class="host-card"><span>${t(label)}</span><b>${value}</b
            ><small>${change}</small></div>`,
        )}
      </div>
      ${mode === 'inline' ? widget : nothing}
    </div>
    ${mode === 'inline' ? nothing : widget}
  </div>`;
}
