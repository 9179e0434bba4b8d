import { dialogStyles } from '@teambrain/widget-kit';
import { css } from 'lit';

/** How forms about events are laid out; a line of fields breaks where there is no room beside each other. */
export const formStyles = css`
  ${dialogStyles}
  :host {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .row > .field {
    align-content: start;
    flex: 1 1 8em;
    min-inline-size: 0;
  }
  .row > .date {
    flex-basis: 11em;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .chip {
    max-inline-size: 100%;
    min-block-size: max(30px, var(--tb-target));
    overflow-wrap: anywhere;
  }
  .person {
    align-items: center;
    background: var(--tb-color-surface);
    border: 1px solid var(--tb-color-border);
    border-radius: 16px;
    display: flex;
    gap: 6px;
    max-inline-size: 100%;
    padding-inline-start: 8px;
  }
  .person > bdi {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .person .icon-button {
    block-size: max(28px, var(--tb-target));
    inline-size: max(28px, var(--tb-target));
  }
  .choice {
    min-block-size: max(28px, var(--tb-target));
    padding: 4px 0;
  }
  .list {
    max-block-size: 180px;
    overflow: auto;
  }
  .words,
  .clashes {
    background: var(--tb-color-surface);
    border-inline-start: 3px solid var(--tb-color-accent);
    border-radius: 6px;
    margin: 0;
    overflow-wrap: anywhere;
    padding: 8px 12px;
  }
  .clashes {
    border-inline-start-color: var(--tb-color-danger);
    display: grid;
    gap: 8px;
  }
  .clashes ul:not(.chips) {
    margin: 0;
    max-block-size: 160px;
    overflow: auto;
    padding-inline-start: 18px;
  }
  .clashes p {
    margin: 0;
  }
  .notice {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: space-between;
  }
  details > summary {
    cursor: pointer;
    font-weight: 600;
    min-block-size: max(28px, var(--tb-target));
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
    table-layout: fixed;
  }
  th,
  td {
    border-block-end: 1px solid var(--tb-color-border);
    overflow-wrap: anywhere;
    padding: 6px 4px;
    text-align: start;
    vertical-align: top;
  }
  /* Where colours are forced, what is pressed would look as what is not. */
  @media (forced-colors: active) {
    .chip[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
  }
`;
