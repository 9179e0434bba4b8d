import { css } from 'lit';
import { iconButtonStyles } from './theme.js';

const otherControls = css`
  .button,
  .chip {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    margin: 0;
    border: 1px solid var(--tb-color-border);
    border-radius: calc(var(--tb-radius) * 0.67);
    background: var(--tb-color-bg);
    color: var(--tb-color-text);
    cursor: pointer;
    text-decoration: none;
    user-select: none;
    transition:
      background var(--tb-duration),
      border-color var(--tb-duration),
      opacity var(--tb-duration);
  }
  .button {
    min-block-size: max(36px, var(--tb-target));
    padding: 6px 14px;
    font-weight: 600;
    line-height: 1.3;
  }
  .button.small {
    min-block-size: max(28px, var(--tb-target) - 4px);
    padding: 3px 10px;
    font-size: 0.93em;
  }
  .button.wide {
    inline-size: 100%;
  }
  .button:hover,
  .chip:hover {
    background: var(--tb-color-hover);
  }
  /* Forced colours paint a plate behind words, in the colour that these have. */
  .button.primary,
  .count {
    forced-color-adjust: none;
  }
  .button.primary {
    border-color: transparent;
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  .button.danger {
    border-color: transparent;
    background: var(--tb-color-danger);
    color: var(--tb-color-on-danger);
  }
  .button.primary:hover,
  .button.danger:hover {
    background: color-mix(in srgb, var(--tb-color-accent) 88%, var(--tb-color-text));
  }
  .button.danger:hover {
    background: color-mix(in srgb, var(--tb-color-danger) 88%, var(--tb-color-text));
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button.quiet:hover {
    background: var(--tb-color-hover);
  }
  .chip {
    min-block-size: 26px;
    padding: 2px 9px;
    border-radius: 13px;
    font-size: 0.93em;
  }
  .chip[aria-pressed='true'] {
    border-color: var(--tb-color-accent);
    background: var(--tb-color-accent-soft);
    color: var(--tb-color-accent);
  }
  .button:disabled,
  .chip:disabled {
    opacity: 0.5;
    cursor: default;
  }
  .field {
    display: grid;
    gap: 4px;
    margin: 0;
  }
  .field > label,
  .label {
    font-weight: 600;
    font-size: 0.93em;
  }
  .input {
    inline-size: 100%;
    min-block-size: max(40px, var(--tb-target));
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--tb-color-field);
    border-radius: calc(var(--tb-radius) * 0.67);
    background: var(--tb-color-bg);
    color: var(--tb-color-text);
    font: inherit;
  }
  textarea.input {
    resize: vertical;
  }
  .input::placeholder {
    color: var(--tb-color-text-muted);
    opacity: 1;
  }
  .input:focus {
    outline: 2px solid var(--tb-focus-ring);
    outline-offset: -1px;
    border-color: transparent;
    box-shadow: none;
  }
  .input[aria-invalid='true'] {
    border-color: var(--tb-color-danger);
  }
  .hint {
    font-size: 0.9em;
    color: var(--tb-color-text-muted);
  }
  .error {
    font-size: 0.9em;
    color: var(--tb-color-danger);
  }
  .count {
    display: inline-grid;
    place-items: center;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: 6px;
    border-radius: 10px;
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
    font-size: 11px;
    font-weight: 700;
    line-height: 1;
  }
  @media (pointer: coarse) {
    /* Below 16 px iOS zooms the page when a field takes the focus. */
    .input {
      font-size: max(16px, 1em);
    }
  }
  @media (forced-colors: active) {
    .button,
    .chip {
      border-color: ButtonText;
    }
  }
`;

/**
 * Controls as classes on native elements, so that forms, labels and accessibility stay the browser's:
 * `button` with `.button` (+ `.primary`, `.danger`, `.quiet`, `.small`, `.wide`) or `.icon-button`; `.field` around a
 * `label` and an `.input`; `.chip` (toggles by `aria-pressed`); `.count` for unread numbers; `.link`.
 */
export const controlStyles = [iconButtonStyles, otherControls];
