import { css } from 'lit';

/** Lists of messages that lead somewhere: search results, pins, threads. */
export const resultStyles = css`
  :host {
    display: block;
    min-block-size: 0;
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
  }
  .middle {
    display: grid;
    padding: 40px;
    place-items: center;
  }
  .top {
    background: var(--tb-color-bg);
    inset-block-start: 0;
    padding: 12px 12px 8px;
    position: sticky;
    z-index: 1;
  }
  .count {
    all: unset;
    color: var(--tb-color-text-muted);
    display: block;
    font-size: 12.5px;
    min-block-size: 20px;
    padding-block-start: 8px;
  }
  .results {
    display: grid;
    gap: 6px;
    list-style: none;
    margin: 0;
    padding: 4px 12px 16px;
  }
  .results:first-child {
    padding-block-start: 12px;
  }
  .result {
    align-items: start;
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    border-radius: 10px;
    color: inherit;
    column-gap: 10px;
    cursor: pointer;
    display: grid;
    font: inherit;
    grid-template-columns: 28px minmax(0, 1fr);
    inline-size: 100%;
    min-block-size: 44px;
    padding: 9px 12px;
    text-align: start;
  }
  .result:hover {
    border-color: var(--tb-color-accent);
  }
  .result tb-avatar {
    grid-row: span 3;
  }
  .who {
    align-items: baseline;
    display: flex;
    font-weight: 600;
    gap: 8px;
    justify-content: space-between;
  }
  .who time {
    font-size: 12px;
    font-weight: 400;
  }
  .what {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .note {
    color: var(--tb-color-accent);
    font-size: 12.5px;
    font-weight: 600;
  }
  mark {
    background: var(--tb-color-mention);
    border-radius: 2px;
    color: inherit;
    font-weight: 600;
    padding-inline: 1px;
  }
  .more {
    display: grid;
    padding: 0 12px 16px;
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
  }
`;
