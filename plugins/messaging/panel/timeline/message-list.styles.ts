import { css } from 'lit';

export const messageListStyles = css`
  :host {
    block-size: 100%;
    display: block;
    min-block-size: 0;
    position: relative;
  }
  bdi {
    unicode-bidi: isolate;
  }
  .scroller {
    block-size: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    padding-block: 8px 12px;
    scrollbar-width: thin;
    scrollbar-color: var(--tb-color-border) transparent;
  }
  .rows {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
  }
  .row {
    overflow-anchor: auto;
  }

  .message {
    column-gap: 10px;
    display: grid;
    font-size: var(--tb-font-size);
    grid-template-columns: 32px minmax(0, 1fr);
    line-height: 1.45;
    outline: none;
    padding: 8px 16px 3px;
    position: relative;
  }
  .message.grouped {
    padding-block-start: 2px;
  }
  :host([density='compact']) .message {
    column-gap: 8px;
    grid-template-columns: 24px minmax(0, 1fr);
    line-height: 1.35;
    padding-block: 4px 0;
  }
  :host([density='compact']) .message.grouped {
    padding-block-start: 0;
  }
  /* Only where the browser keeps the reader's place itself when an estimate turns out wrong. */
  @supports (overflow-anchor: auto) {
    .message {
      contain-intrinsic-size: auto none auto 52px;
      content-visibility: auto;
    }
    .message.active,
    .message.current {
      content-visibility: visible;
    }
  }
  .message:hover,
  .message.active {
    background: var(--tb-color-hover);
  }
  .message[data-mention] {
    background: var(--tb-color-mention);
    box-shadow: inset 3px 0 0 var(--tb-color-accent);
  }
  .message[data-mention]:dir(rtl) {
    box-shadow: inset -3px 0 0 var(--tb-color-accent);
  }

  .avatar {
    margin-block-start: 2px;
  }
  :host([density='compact']) tb-avatar {
    block-size: 24px;
    font-size: 9px;
    inline-size: 24px;
  }
  .gutter-time {
    font-size: 10px;
    line-height: 20px;
    visibility: hidden;
    white-space: nowrap;
  }
  .head {
    align-items: baseline;
    column-gap: 8px;
    display: flex;
    line-height: 1.43;
    min-inline-size: 0;
  }
  .author {
    font-weight: 600;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .badge {
    background: var(--tb-color-surface);
    border: 1px solid var(--tb-color-border);
    border-radius: 4px;
    color: var(--tb-color-text-muted);
    flex: none;
    font-size: 11px;
    line-height: 15px;
    padding-inline: 4px;
  }
  .time,
  .note {
    color: var(--tb-color-text-muted);
    flex: none;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .note {
    align-items: center;
    display: inline-flex;
    gap: 3px;
  }
  .gone {
    color: var(--tb-color-text-muted);
    font-style: italic;
  }
  [data-state] .text {
    opacity: 0.6;
  }
  .link-button {
    background: none;
    border: 0;
    border-radius: 4px;
    color: var(--tb-color-accent);
    cursor: pointer;
    font: inherit;
    font-weight: 600;
    min-block-size: 24px;
    padding: 0 2px;
    text-align: start;
  }
  .quote {
    align-items: center;
    background: none;
    border: 0;
    border-inline-start: 2px solid var(--tb-color-border);
    color: var(--tb-color-text-muted);
    cursor: pointer;
    display: flex;
    font: inherit;
    font-size: 12.5px;
    gap: 6px;
    margin-block: 1px 3px;
    max-inline-size: min(100%, 60ch);
    min-block-size: 24px;
    overflow: hidden;
    padding: 0 8px;
    text-align: start;
  }
  .quote b {
    flex: none;
    font-weight: 600;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-block: 4px 3px;
  }
  .reaction {
    align-items: center;
    background: var(--tb-color-bg);
    block-size: 26px;
    border: 1px solid var(--tb-color-border);
    border-radius: 999px;
    color: inherit;
    cursor: pointer;
    display: inline-flex;
    font: inherit;
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    gap: 5px;
    min-inline-size: 40px;
    justify-content: center;
    padding: 0 8px;
  }
  .reaction[aria-pressed='true'] {
    background: var(--tb-color-accent-soft);
    border-color: var(--tb-color-accent);
    color: var(--tb-color-accent);
    font-weight: 600;
  }
  .reaction:disabled {
    cursor: default;
  }
  .thread {
    align-items: center;
    display: inline-flex;
    gap: 5px;
    margin-inline-start: -2px;
  }

  .day,
  .unread {
    align-items: center;
    color: var(--tb-color-text-muted);
    display: flex;
    font-size: 12px;
    font-weight: 500;
    gap: 10px;
    padding: 10px 16px 6px;
  }
  .day::before,
  .day::after,
  .unread::before,
  .unread::after {
    border-block-start: 1px solid var(--tb-color-border);
    content: '';
    flex: 1;
  }
  .unread {
    color: var(--tb-color-danger);
    font-weight: 600;
  }
  .unread::before,
  .unread::after {
    border-color: currentcolor;
  }
  .edge {
    color: var(--tb-color-text-muted);
    font-size: 12.5px;
    min-block-size: 40px;
    padding: 12px 16px;
    text-align: center;
  }

  .pill {
    align-items: center;
    background: var(--tb-color-accent);
    border: 0;
    border-radius: 999px;
    box-shadow: 0 4px 14px rgb(0 0 0 / 0.22);
    color: var(--tb-color-on-accent);
    cursor: pointer;
    display: inline-flex;
    font: inherit;
    font-size: 13px;
    font-weight: 600;
    gap: 6px;
    inset-block-end: 12px;
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    min-block-size: 32px;
    padding: 0 14px;
    position: absolute;
    z-index: 3;
  }
  .pill.plain {
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    color: var(--tb-color-text);
  }

  @media (pointer: coarse) {
    .tool,
    .link-button,
    .reaction,
    .pill,
    .quote {
      min-block-size: 44px;
      min-inline-size: 44px;
    }
  }
`;
