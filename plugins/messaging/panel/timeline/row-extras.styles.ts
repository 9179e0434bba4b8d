import { css } from 'lit';

/** Looks of rows that somebody points at, walks through or jumped to, and of what went wrong. */
export const rowExtraStyles = css`
  .message.flash {
    animation: flash 1.2s ease-out;
  }
  @keyframes flash {
    0%,
    45% {
      background: var(--tb-color-accent-soft);
    }
  }
  .message:hover .gutter-time,
  .message.active .gutter-time,
  .message:focus-visible .gutter-time {
    visibility: visible;
  }
  .gutter-time {
    color: var(--tb-color-text-muted);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.02em;
    /* "12:08 PM" is wider than a face. */
    margin-inline: -15px -9px;
    text-align: center;
  }
  .message:focus-visible {
    outline: 2px solid var(--tb-color-accent);
    outline-offset: -2px;
  }
  .failed {
    align-items: center;
    color: var(--tb-color-danger);
    display: flex;
    flex-wrap: wrap;
    font-size: 12.5px;
    gap: 2px 8px;
    min-block-size: 24px;
  }
  .link-button:hover {
    text-decoration: underline;
  }
  .failed .link-button {
    color: inherit;
  }
  .quote:hover {
    border-color: var(--tb-color-accent);
    color: var(--tb-color-text);
  }
  .reaction:hover:not(:disabled) {
    border-color: var(--tb-color-accent);
  }
  :is(.link-button, .quote, .reaction, .tool, .file, .pill, .text a, .text button):focus-visible {
    outline: 2px solid var(--tb-color-accent);
    outline-offset: 1px;
  }
  .pill:focus-visible {
    box-shadow: 0 0 0 2px var(--tb-color-bg);
    outline-offset: 3px;
  }
  .error-row {
    align-items: center;
    color: var(--tb-color-danger);
    display: flex;
    flex-wrap: wrap;
    font-size: 13px;
    gap: 6px 10px;
    justify-content: center;
    padding: 10px 16px;
  }
  .error-row small {
    color: var(--tb-color-text-muted);
    font-family: var(--tb-font-mono);
    overflow-wrap: anywhere;
  }
  @media (prefers-reduced-motion: reduce) {
    .message.flash {
      animation: none;
      background: var(--tb-color-accent-soft);
    }
  }
  @media (forced-colors: active) {
    .reaction[aria-pressed='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .message[data-mention] {
      border-inline-start: 3px solid Highlight;
    }
    .pill,
    .tool {
      border: 1px solid;
    }
    .pill {
      forced-color-adjust: none;
    }
  }
`;
