import { css } from 'lit';

export const roomsPanelStyles = css`
  :host {
    block-size: 100%;
    display: grid;
    font-size: var(--tb-font-size);
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 0;
  }
  .top {
    align-items: center;
    display: flex;
    gap: 6px;
    padding: 10px 10px 6px;
  }
  .top .input {
    min-block-size: max(36px, var(--tb-target));
    padding-block: 5px;
  }
  .scroller {
    overflow: auto;
    overscroll-behavior: contain;
    padding: 0 6px 10px;
    scrollbar-color: var(--tb-color-border) transparent;
    scrollbar-width: thin;
  }
  h3 {
    color: var(--tb-color-text-muted);
    font-size: 12px;
    font-weight: 600;
    margin: 0;
    padding: 10px 8px 4px;
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  li {
    align-items: center;
    border-radius: 8px;
    display: flex;
    position: relative;
  }
  li:hover,
  li:focus-within {
    background: var(--tb-color-hover);
  }
  li.current {
    background: var(--tb-color-accent-soft);
  }
  .room {
    align-items: center;
    background: none;
    border: 0;
    border-radius: 8px;
    color: var(--tb-color-text-muted);
    cursor: pointer;
    display: flex;
    flex: 1;
    font: inherit;
    gap: 8px;
    min-block-size: max(var(--_row, 36px), var(--tb-target));
    min-inline-size: 0;
    padding: 3px 8px;
    text-align: start;
  }
  .room:focus-visible {
    outline-offset: -2px;
  }
  .room .name {
    flex: 1;
    overflow: hidden;
    /* On the list's side, whichever way the name itself runs. */
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .face {
    display: contents;
  }
  .unread .room,
  .current .room {
    color: var(--tb-color-text);
  }
  .unread .name {
    font-weight: 600;
  }
  .current .icon {
    color: var(--tb-color-accent);
  }
  .badge {
    background: var(--tb-color-surface);
    border: 1px solid var(--tb-color-border);
    border-radius: 10px;
    color: var(--tb-color-text);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 18px;
    min-inline-size: 20px;
    padding-inline: 5px;
    text-align: center;
  }
  .badge.mention {
    forced-color-adjust: none;
    background: var(--tb-color-accent);
    border-color: transparent;
    color: var(--tb-color-on-accent);
  }
  .more {
    block-size: max(28px, var(--tb-target) - 8px);
    inline-size: max(28px, var(--tb-target) - 8px);
    margin-inline-end: 4px;
    opacity: 0;
  }
  li:hover .more,
  li:focus-within .more,
  li.current .more,
  .more[aria-expanded='true'] {
    opacity: 1;
  }
  .none {
    color: var(--tb-color-text-muted);
    margin: 0;
    padding: 20px 12px;
    text-align: center;
  }
  @media (hover: none) {
    .more {
      opacity: 1;
    }
  }
  @media (forced-colors: active) {
    li.current {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
