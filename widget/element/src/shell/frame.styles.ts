import { css } from 'lit';

/** Inside the box: header, tabs, body. Breaks follow the box and not the viewport. */
export const frameStyles = css`
  .header {
    grid-area: header;
    display: flex;
    align-items: center;
    gap: 4px;
    min-block-size: 56px;
    padding-block: 6px;
    padding-inline: 16px 10px;
    border-block-end: 1px solid var(--tb-color-border);
    background: var(--tb-color-bg);
  }
  .heading {
    flex: 1;
    min-inline-size: 0;
    outline: none;
    box-shadow: none;
  }
  .title {
    margin: 0;
    font-size: 15px;
    font-weight: 600;
    line-height: 1.3;
    display: flex;
    align-items: center;
    gap: 5px;
    min-inline-size: 0;
  }
  .title .icon {
    color: var(--tb-color-text-muted);
  }
  .switcher {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: 26px;
    margin: 0;
    margin-inline-start: -6px;
    padding: 2px 6px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .switcher:hover {
    background: var(--tb-color-hover);
  }
  .status-line {
    min-block-size: 17px;
    font-size: 12px;
    line-height: 17px;
    color: var(--tb-color-text-muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dot {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--tb-color-accent);
  }
  .expand {
    display: inline-flex;
  }
  .bar-area {
    grid-area: bar;
  }
  .body {
    grid-area: body;
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
    outline-offset: -2px;
  }
  .body > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
    block-size: 100%;
  }
  .centre {
    display: grid;
    place-content: center;
  }
  ::slotted([slot='footer']) {
    grid-column: 1 / -1;
  }
`;
