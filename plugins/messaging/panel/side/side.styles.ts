import { css } from 'lit';

/** The column beside the history, or over it where the widget is narrow. */
export const sideStyles = css`
  :host([data-side][data-layout='wide']) {
    grid-template-columns: minmax(0, 1fr) 360px;
  }
  .side {
    background: var(--tb-color-bg);
    border-inline-start: 1px solid var(--tb-color-border);
    display: grid;
    grid-template-rows: 48px minmax(0, 1fr);
    min-block-size: 0;
    min-inline-size: 0;
  }
  :host(:not([data-layout='wide'])) .side {
    border: 0;
    inset: 0;
    position: absolute;
    z-index: 4;
  }
  .side > header {
    align-items: center;
    border-block-end: 1px solid var(--tb-color-border);
    display: flex;
    gap: 4px;
    padding-inline: 8px;
  }
  .side > .beside {
    flex-direction: row-reverse;
  }
  .side h2 {
    flex: 1;
    font-size: 14px;
    font-weight: 600;
    margin: 0;
    padding-inline-start: 6px;
  }
`;
