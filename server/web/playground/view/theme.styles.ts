import { css } from 'lit';

/** Colours, their contrast, and the table of pairs. */
export const themeViewStyles = css`
  .colors {
    gap: 6px;
  }
  .colors legend {
    margin-block-end: 4px;
  }
  .color {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 2.875rem 2.875rem 28px;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    font-size: 0.8125rem;
  }
  .color .name {
    display: block;
    inline-size: fit-content;
    margin: 0;
  }
  .head {
    font-size: 0.75rem;
    color: var(--tb-color-text-muted);
    text-align: center;
  }
  input[type='color'] {
    inline-size: 2.875rem;
    block-size: 30px;
    padding: 2px;
    border: 1px solid var(--tb-color-field);
    border-radius: 8px;
    background: none;
    cursor: pointer;
  }
  .verdict {
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .verdict.good {
    color: var(--tb-color-success);
  }
  .verdict.bad,
  td.bad {
    color: var(--tb-color-danger);
  }
  .warnings {
    display: grid;
    gap: 10px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .warnings li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 6px 10px;
    align-items: start;
    padding: 10px;
    border: 1px solid var(--tb-color-danger);
    border-radius: 10px;
    font-size: 0.7812rem;
  }
  .warnings .button {
    grid-column: 2;
    justify-self: start;
  }
  .swatch {
    display: inline-block;
    vertical-align: -5px;
    border-radius: 6px;
    outline: 1px solid var(--tb-color-border);
  }
  summary {
    padding-block: 4px;
    border-radius: 6px;
    font-size: 0.8125rem;
    cursor: pointer;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 5px 4px;
    border-block-end: 1px solid var(--tb-color-border);
    text-align: start;
    font-weight: 400;
  }
  thead th {
    color: var(--tb-color-text-muted);
  }
`;
