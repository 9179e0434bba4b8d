import { css } from 'lit';

/** Rows of settings: choices, switches, fields, numbers. */
export const settingStyles = css`
  .controls {
    padding: 4px 16px 28px;
    outline-offset: -2px;
  }
  fieldset {
    display: grid;
    gap: 14px;
    min-inline-size: 0;
    margin: 0;
    padding: 16px 0 18px;
    border: 0;
  }
  fieldset + fieldset {
    border-block-start: 1px solid var(--tb-color-border);
  }
  legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
    font-weight: 700;
  }
  .label,
  .field > label,
  .number label {
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .hint,
  .note {
    font-size: 0.7812rem;
    line-height: 1.45;
    color: var(--tb-color-text-muted);
  }
  .note {
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--tb-color-surface);
    color: var(--tb-color-text);
  }
  .choice {
    display: grid;
    gap: 5px;
    min-inline-size: 0;
  }
  .choice.bare .label {
    display: none;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    padding: 3px;
    border-radius: 10px;
    background: var(--tb-color-surface);
  }
  .segment {
    position: relative;
    flex: 1 1 auto;
  }
  .segment input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segment span {
    display: block;
    padding: 5px 8px;
    border-radius: 8px;
    font-size: 0.7812rem;
    line-height: 1.4;
    text-align: center;
  }
  .segment input:checked + span {
    background: var(--tb-color-bg);
    box-shadow: 0 1px 3px rgb(16 24 40 / 0.2);
    color: var(--tb-color-accent);
    font-weight: 600;
  }
  .segment input:focus-visible + span {
    outline: 2px solid var(--tb-focus-ring);
  }
  .line {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 10px;
    min-block-size: 28px;
    font-size: 0.8125rem;
  }
  .name {
    margin-inline-start: 4px;
    font-family: var(--tb-font-mono);
    font-size: 0.7188rem;
    color: var(--tb-color-text-muted);
    unicode-bidi: isolate;
    direction: ltr;
  }
  .mono {
    direction: ltr;
  }
  .controls .input {
    min-block-size: 36px;
    padding-block: 5px;
    font-size: 0.8438rem;
  }
  .mono {
    font-family: var(--tb-font-mono);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  input[type='checkbox'] {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
  }
  input[type='range'],
  input[type='checkbox'] {
    margin: 0;
    accent-color: var(--tb-color-accent);
  }
  .number {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto 28px;
    align-items: center;
    gap: 0 8px;
  }
  .number input[type='range'] {
    grid-column: 1 / -1;
    inline-size: 100%;
    min-block-size: 22px;
  }
  .with-unit {
    display: flex;
    align-items: center;
    gap: 4px;
    font-size: 0.7812rem;
    color: var(--tb-color-text-muted);
  }
  .controls .input.small {
    inline-size: auto;
    max-inline-size: 118px;
    min-block-size: 30px;
    padding: 2px 6px;
    text-align: end;
  }
  .reset {
    inline-size: 28px;
    block-size: 28px;
  }
  .reset:disabled {
    visibility: hidden;
  }
`;
