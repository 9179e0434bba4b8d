import { css } from 'lit';

/** The buttons that come up on the row one points at. */
export const toolbarStyles = css`
  .toolbar {
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    border-radius: 9px;
    box-shadow: 0 2px 8px rgb(0 0 0 / 0.1);
    display: flex;
    gap: 1px;
    inset-block-start: -16px;
    inset-inline-end: 14px;
    padding: 2px;
    position: absolute;
    z-index: 2;
  }
  .row:first-of-type .toolbar,
  .toolbar.below {
    inset-block-start: 2px;
  }
  .tool {
    align-items: center;
    background: none;
    block-size: 28px;
    border: 0;
    border-radius: 7px;
    color: var(--tb-color-text-muted);
    cursor: pointer;
    display: inline-flex;
    font: inherit;
    font-size: 15px;
    inline-size: 30px;
    justify-content: center;
    padding: 0;
  }
  .tool:hover {
    background: var(--tb-color-hover);
    color: var(--tb-color-text);
  }
  @media (pointer: coarse) {
    /* Below the text, which a finger-sized bar would cover. */
    .toolbar,
    .row:first-of-type .toolbar {
      grid-column: 2;
      inline-size: fit-content;
      inset: auto;
      margin-block: 4px;
      position: static;
    }
  }
`;
