import { css } from 'lit';

/** A box in the top layer, placed beside what opened it: menus and popovers. */
export const floatingStyles = css`
  :host {
    display: contents;
  }
  .box {
    position: fixed;
    inset: auto;
    margin: 0;
    border: 1px solid var(--tb-color-border);
    border-radius: var(--tb-radius);
    background: var(--tb-color-bg);
    color: var(--tb-color-text);
    box-shadow: var(--tb-shadow-small);
    overflow: auto;
  }
`;
