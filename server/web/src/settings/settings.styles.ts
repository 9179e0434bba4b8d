import { css } from 'lit';

/** Headings, cards and fields that all settings share. */
export const settingsStyles = css`
  tb-spinner {
    display: block;
    margin: 64px auto;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  h1 {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  h2 {
    font-size: 1.0625rem;
  }
  h3 {
    font-size: 0.9375rem;
  }
  p {
    margin: 0;
  }
  h1 + .lead,
  h2 + .lead {
    margin-block-start: 4px;
  }
  h1 + .row {
    margin-block-start: 8px;
  }
  .lead {
    max-inline-size: 64ch;
    color: var(--tb-color-text-muted);
    text-wrap: pretty;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px 16px;
  }
  .head > :first-child {
    flex: 1 1 260px;
    min-inline-size: 0;
    max-inline-size: none;
  }
  .stack {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 22px;
    min-inline-size: 0;
  }
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
    min-inline-size: 0;
    padding: 20px;
    border: 1px solid var(--tb-color-border);
    border-radius: 14px;
    background: var(--tb-color-bg);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  code,
  .mono {
    font-family: var(--tb-font-mono);
    font-size: 0.92em;
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
    direction: ltr;
  }
  .state {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 2px 10px;
    border-radius: 11px;
    background: var(--tb-color-surface);
    font-size: 0.7812rem;
    font-weight: 600;
  }
  .state::before {
    content: '';
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--tb-color-success);
  }
  .state.off::before {
    background: var(--tb-color-text-muted);
  }
  .note {
    padding: 12px 14px;
    border-radius: 10px;
    background: var(--tb-color-surface);
  }
  .warn {
    border: 1px solid var(--tb-color-danger);
  }
  .done {
    color: var(--tb-color-success);
  }
  .input-line {
    display: grid;
  }
`;
