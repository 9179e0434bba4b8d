import { css } from 'lit';

export const appFormStyles = css`
  fieldset {
    display: grid;
    gap: 12px;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
    font-weight: 600;
    font-size: 0.93em;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 10px;
  }
  .option {
    position: relative;
    display: grid;
    align-content: start;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 2px 10px;
    padding: 12px 14px;
    border: 1px solid var(--tb-color-field);
    border-radius: 11px;
    cursor: pointer;
  }
  .option:hover {
    background: var(--tb-color-hover);
  }
  .option:has(:checked) {
    border-color: var(--tb-color-accent);
    background: var(--tb-color-accent-soft);
  }
  .option:has(:focus-visible) {
    outline: 2px solid var(--tb-focus-ring);
    outline-offset: 2px;
  }
  .option:has(:checked) small {
    color: var(--tb-color-text);
  }
  .option small {
    grid-column: 2;
    color: var(--tb-color-text-muted);
  }
  input[type='radio'],
  input[type='checkbox'] {
    inline-size: 18px;
    block-size: 18px;
    margin: 2px 0 0;
    accent-color: var(--tb-color-accent);
  }
  .checks {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(12rem, 100%), 1fr));
    gap: 2px 14px;
  }
  .check {
    display: flex;
    align-items: center;
    gap: 10px;
    min-block-size: max(32px, var(--tb-target));
  }
  .check span {
    overflow-wrap: anywhere;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(13.75rem, 100%), 1fr));
    gap: 14px;
  }
  /* As a grid, a closed one would keep the gap before what it hides. */
  details.card {
    display: block;
    padding-block: 12px;
  }
  summary {
    padding-block: 6px;
    border-radius: 8px;
    font-weight: 600;
    cursor: pointer;
  }
  details[open] summary {
    margin-block-end: 12px;
  }
  .bottom {
    position: sticky;
    inset-block-end: 10px;
    padding: 12px 20px;
    border: 1px solid var(--tb-color-border);
    border-radius: 14px;
    background: var(--tb-color-bg);
    box-shadow: var(--tb-shadow-small);
  }
  .problem:empty {
    display: none;
  }
`;
