import { css } from 'lit';

/** Tabs, the rooms beside or in a popover, toasts. */
export const frameMoreStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 4px 8px;
    padding: 6px 16px;
    background: var(--tb-color-surface);
    border-block-end: 1px solid var(--tb-color-border);
    font-size: 12.5px;
    text-align: center;
  }
  .bar[data-tone='offline'],
  .bar[data-tone='warning'] {
    background: var(--tb-color-mention);
  }
  .tabs {
    grid-area: tabs;
    display: flex;
    border-block-start: 1px solid var(--tb-color-border);
    background: var(--tb-color-bg);
    padding-block-end: env(safe-area-inset-bottom);
  }
  .tab {
    position: relative;
    display: grid;
    flex: 1;
    justify-items: center;
    align-content: center;
    gap: 2px;
    min-block-size: 52px;
    margin: 0;
    padding: 4px 2px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--tb-color-text-muted);
    font: inherit;
    font-size: 11px;
    line-height: 1.2;
    cursor: pointer;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }
  .tab:hover {
    color: var(--tb-color-text);
  }
  .tab[aria-selected='true'] {
    color: var(--tb-color-accent);
    font-weight: 600;
  }
  .tab[aria-selected='true']::before {
    content: '';
    position: absolute;
    inset-block-start: -1px;
    inline-size: 28px;
    block-size: 2px;
    border-radius: 2px;
    background: currentcolor;
  }
  .tab .dot {
    position: absolute;
    inset-block-start: 8px;
    inset-inline-start: calc(50% + 8px);
  }
  .panel[data-layout='rail'].tabbed,
  .panel[data-layout='wide'].tabbed {
    grid-template: auto auto minmax(0, 1fr) / 88px minmax(0, 1fr);
    grid-template-areas: 'tabs header' 'tabs bar' 'tabs body';
  }
  .panel:not([data-layout='narrow']) .tabs {
    flex-direction: column;
    gap: 4px;
    padding: 10px 8px;
    border-block-start: 0;
    border-inline-end: 1px solid var(--tb-color-border);
    background: var(--tb-color-surface);
  }
  .panel:not([data-layout='narrow']) .tab {
    flex: none;
    min-block-size: 60px;
  }
  .panel:not([data-layout='narrow']) .tab[aria-selected='true'] {
    background: var(--tb-color-accent-soft);
  }
  .panel:not([data-layout='narrow']) .tab[aria-selected='true']::before {
    display: none;
  }
  .side {
    grid-area: side;
    min-block-size: 0;
    border-inline-end: 1px solid var(--tb-color-border);
    background: var(--tb-color-surface);
    display: grid;
    grid-template: 56px minmax(0, 1fr) / minmax(0, 1fr);
  }
  .side > b {
    align-self: center;
    padding-inline: 16px;
    font-size: 16px;
    letter-spacing: -0.01em;
  }
  .panel.sided {
    grid-template: auto auto minmax(0, 1fr) / 280px minmax(0, 1fr);
    grid-template-areas: 'side header' 'side bar' 'side body';
  }
  .panel.sided.tabbed {
    grid-template: auto auto minmax(0, 1fr) / 88px 280px minmax(0, 1fr);
    grid-template-areas: 'tabs side header' 'tabs side bar' 'tabs side body';
  }
  .rooms-box {
    inline-size: min(340px, calc(100vw - 24px));
    display: grid;
    grid-template: minmax(240px, min(460px, 70dvh)) / minmax(0, 1fr);
  }
  .rooms-box > * {
    min-block-size: 0;
  }
  ::slotted([slot^='panel-']) {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
    overflow: auto;
  }
  .status-line:empty {
    display: none;
  }
  .toasts {
    position: absolute;
    z-index: 3;
    inset-block-end: 108px;
    inset-inline: 12px;
    display: grid;
    justify-items: center;
    gap: 8px;
    pointer-events: none;
  }
  .toast {
    display: flex;
    align-items: center;
    gap: 10px;
    max-inline-size: 440px;
    padding-block: 4px;
    padding-inline: 14px 4px;
    border: 1px solid var(--tb-color-border);
    border-radius: var(--tb-radius);
    background: var(--tb-color-surface);
    box-shadow: var(--tb-shadow-small);
    pointer-events: auto;
    animation: rise var(--tb-duration) ease-out;
  }
  .toast[data-tone='danger'] {
    color: var(--tb-color-danger);
  }
`;
