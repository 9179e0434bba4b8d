import { icon, type PanelDefinition, type Texts, translate } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { MoreTexts } from './more-messages.js';

export interface TabsView {
  t: MoreTexts;
  texts: Texts;
  panels: readonly PanelDefinition[];
  current: string;
  unread: number;
  /** Panels that have news. */
  marked: ReadonlySet<string>;
  choose: (name: string) => void;
  keyDown: (event: KeyboardEvent) => void;
}

/** One panel needs no tabs. The list is vertical as a rail and horizontal at the bottom; both arrow axes move. */
export function renderTabs(view: TabsView): TemplateResult | typeof nothing {
  if (view.panels.length < 2) return nothing;
  return html`<div class="tabs" role="tablist" part="tabs" aria-label=${view.t('tabs')} @keydown=${view.keyDown}>
    ${view.panels.map((panel) => {
      const selected = panel.name === view.current;
      const label = translate(view.texts, panel.label, 'label');
      const unread = panel.name === 'chat' ? view.unread : 0;
      return html`<button type="button" role="tab" part="tab" class="tab" id=${`tab-${panel.name}`}
        aria-selected=${selected ? 'true' : 'false'} aria-controls="body" tabindex=${selected ? 0 : -1}
        data-name=${panel.name} @click=${() => view.choose(panel.name)}>
        ${icon(panel.icon, 22)}<span class="tab-label">${label}</span>${
          !selected && (unread > 0 || view.marked.has(panel.name))
            ? html`<span class="dot" role="img" aria-label=${unread > 0 ? view.t('unread', { count: unread }) : view.t('news')}></span>`
            : nothing
        }
      </button>`;
    })}
  </div>`;
}
