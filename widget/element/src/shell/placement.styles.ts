import { css } from 'lit';

/** Where the widget stands on the page, by mode. */
export const placementStyles = css`
  :host {
    display: block;
    block-size: var(--tb-height);
    min-block-size: 320px;
    --tb-height: 640px;
    --tb-offset-block: 20px;
    --tb-offset-inline: 20px;
    --tb-z-index: 2147483000;
  }
  /* On a page of its own pixels the floating modes take none. */
  :host([mode='launcher']),
  :host([mode='panel']) {
    display: contents;
  }
  :host([mode='page']) {
    block-size: 100%;
    min-block-size: 0;
  }
  .panel {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    grid-template-areas: 'header' 'bar' 'body' 'tabs';
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    max-inline-size: none;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: var(--tb-color-bg);
    color: var(--tb-color-text);
    container-type: inline-size;
  }
  :host(:not([mode='page'])) section {
    border: 1px solid var(--tb-color-border);
    border-radius: var(--tb-radius);
  }
  dialog.panel:not([open]) {
    display: none;
  }
  dialog.panel {
    position: fixed;
    z-index: var(--tb-z-index);
    inset: auto;
    box-shadow: var(--tb-shadow);
  }
  :host([mode='launcher']) dialog.panel {
    inset-block-end: calc(var(--tb-offset-block) + 68px);
    inset-inline-end: var(--tb-offset-inline);
    /* Shares of what the box is fixed to: the viewport, or an ancestor that contains it. */
    inline-size: min(400px, calc(100% - 2 * var(--tb-offset-inline)));
    block-size: min(var(--tb-height), calc(100% - 116px));
    border: 1px solid var(--tb-color-border);
    border-radius: var(--tb-radius);
  }
  :host([mode='launcher'][position='start']) dialog.panel {
    inset-inline: var(--tb-offset-inline) auto;
  }
  :host([mode='launcher']) dialog.panel.expanded {
    inline-size: min(1080px, calc(100% - 2 * var(--tb-offset-inline)));
    block-size: min(860px, calc(100% - 116px));
  }
  :host([mode='panel']) dialog.panel {
    inset-block: 0;
    inset-inline-end: 0;
    inline-size: min(420px, 100%);
    block-size: 100%;
    border-inline-start: 1px solid var(--tb-color-border);
  }
  :host([mode='panel'][position='start']) dialog.panel {
    inset-inline: 0 auto;
    border-inline-start: 0;
    border-inline-end: 1px solid var(--tb-color-border);
  }
  :host([mode='panel']) dialog.panel.expanded {
    inline-size: min(1080px, 100%);
  }
  dialog.panel[open] {
    animation: rise var(--tb-duration) ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      translate: 0 8px;
      scale: 0.98;
    }
  }
  @media (max-width: 480px) {
    :host([mode='launcher']) dialog.panel,
    :host([mode='launcher']) dialog.panel.expanded,
    :host([mode='launcher'][position='start']) dialog.panel,
    :host([mode='panel']) dialog.panel {
      inset: 0;
      inline-size: 100%;
      block-size: 100dvh;
      border: 0;
      border-radius: 0;
      padding-block: env(safe-area-inset-top) 0;
    }
    :host([open]) .launcher {
      display: none;
    }
  }
  dialog.panel::backdrop {
    background: transparent;
  }
`;
