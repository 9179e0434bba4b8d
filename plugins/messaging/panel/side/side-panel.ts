import { backIcon, closeIcon, icon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatPort } from './chat-port.js';
import { renderSide, sideTitle } from './side.js';

/** The column beside the history with its head; Escape and its button close it. */
export function renderSidePanel(port: ChatPort, room: string): TemplateResult | typeof nothing {
  const { side, more: t } = port;
  if (!side) return nothing;
  const title = sideTitle(side, t, room);
  // Beside the history it is closed; over it, it leads back.
  const beside = port.widget.state.layout === 'wide';
  const label = t(beside ? 'close' : 'back');
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    port.closeSide();
  };
  return html`<aside class="side" aria-label=${title} @keydown=${onKeyDown}>
    <header class=${beside ? 'beside' : ''}>
      <button type="button" class="icon-button close" aria-label=${label} title=${label}
        @click=${() => port.closeSide()}>${icon(beside ? closeIcon : backIcon)}</button>
      <h2>${title}</h2>
    </header>
    ${renderSide(side, port)}
  </aside>`;
}
