import { css } from 'lit';

export const composerStyles = css`
  :host {
    display: block;
    position: relative;
  }
  .box {
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-field);
    border-radius: var(--tb-radius);
    transition: border-color var(--tb-duration);
  }
  .box:focus-within {
    border-color: var(--tb-focus-ring);
    box-shadow: 0 0 0 1px var(--tb-focus-ring);
  }
  textarea {
    background: none;
    border: 0;
    box-shadow: none;
    color: inherit;
    display: block;
    field-sizing: content;
    font: inherit;
    inline-size: 100%;
    line-height: 1.45;
    margin: 0;
    max-block-size: 160px;
    min-block-size: 40px;
    outline: none;
    overflow-y: auto;
    padding: 10px 12px 4px;
    resize: none;
  }
  /* The box around it shows the focus. */
  textarea:focus-visible {
    box-shadow: none;
    outline: none;
  }
  textarea::placeholder {
    color: var(--tb-color-text-muted);
    opacity: 1;
  }
  .bottom {
    align-items: center;
    display: flex;
    gap: 2px;
    min-block-size: 44px;
    padding: 2px 5px 5px 12px;
  }
  .bottom:dir(rtl) {
    padding: 2px 12px 5px 5px;
  }
  .line {
    color: var(--tb-color-text-muted);
    flex: 1;
    font-size: 12px;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line.over {
    color: var(--tb-color-danger);
    font-weight: 600;
  }
  .send {
    block-size: max(36px, var(--tb-target));
    inline-size: max(36px, var(--tb-target));
    margin-inline-start: 4px;
  }
  .send[aria-disabled='true'] {
    background: var(--tb-color-surface);
    color: var(--tb-color-text-muted);
    opacity: 1;
  }
  :host([mode='edit']) .bottom {
    padding-inline: 10px 6px;
  }
  .closed {
    background: var(--tb-color-surface);
    border: 1px solid var(--tb-color-border);
    border-radius: var(--tb-radius);
    color: var(--tb-color-text-muted);
    padding: 12px;
    text-align: center;
  }
  @media (pointer: coarse) {
    /* Below 16 px iOS zooms the page when a field takes the focus. */
    textarea {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .box:focus-within {
      outline: 2px solid Highlight;
    }
  }
`;
