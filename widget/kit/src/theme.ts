import { css } from 'lit';

/**
 * The one place where colours, sizes and times are named. Only the outermost element adopts it: custom properties reach
 * every shadow tree below. The public names are `--tb-*`, set by a host page anywhere above the widget; the private `--_*`
 * names carry their value or the default, and are what all other styles use. (A `--tb-*` declared on `:host` would hide
 * one that the page sets on `:root`.)
 *
 * Contrast, measured: light text 18.1 on bg, muted 6.25 (5.78 on surface), accent with white 6.29, danger 6.57;
 * dark text 16.0, muted 8.29, accent 8.80, danger 8.90. `--_field` is the border of fields without a fill: 3:1 and more.
 */
export const themeStyles = css`
  :host {
    --_accent: var(--tb-color-accent, light-dark(#4f46e5, #a5adff));
    --_on-accent: var(--tb-color-on-accent, light-dark(#ffffff, #12131f));
    --_accent-soft: var(--tb-color-accent-soft, light-dark(#eeedfd, #262a45));
    --_bg: var(--tb-color-bg, light-dark(#ffffff, #15181d));
    --_surface: var(--tb-color-surface, light-dark(#f5f6f8, #1d2127));
    --_hover: var(--tb-color-hover, light-dark(#eceef2, #282d35));
    --_text: var(--tb-color-text, light-dark(#14161a, #f1f3f5));
    --_muted: var(--tb-color-text-muted, light-dark(#586170, #a9b2bd));
    --_border: var(--tb-color-border, light-dark(#dfe2e8, #313740));
    --_field: var(--tb-color-field, light-dark(#8a919e, #6c7683));
    --_danger: var(--tb-color-danger, light-dark(#b42318, #ff9d94));
    --_on-danger: light-dark(#ffffff, #2a0b08);
    --_success: var(--tb-color-success, light-dark(#067647, #5dd39e));
    --_mention: var(--tb-color-mention, light-dark(#fff4d6, #3a3117));
    --_mono: var(--tb-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    --_size: var(--tb-font-size, 14px);
    --_radius: var(--tb-radius, 12px);
    --_space: var(--tb-space, 8px);
    --_duration: var(--tb-duration, 160ms);
    --_ring: var(--tb-focus-ring, var(--_accent));
    --_shadow: 0 16px 48px light-dark(rgb(16 24 40 / 0.24), rgb(0 0 0 / 0.6));
    --_shadow-small: 0 4px 16px light-dark(rgb(16 24 40 / 0.14), rgb(0 0 0 / 0.5));
    /* Smallest side of a pointer target. */
    --_target: 32px;
    font-family: var(--tb-font, inherit);
    font-size: var(--_size);
    line-height: 1.45;
    color: var(--_text);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']),
  :host([data-auto-dark]) {
    color-scheme: dark;
  }
  :host([theme='system']) {
    color-scheme: light dark;
  }
  @media (pointer: coarse) {
    :host {
      --_target: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0.01ms;
    }
  }
  @media (forced-colors: active) {
    :host {
      --_accent: LinkText;
      --_on-accent: Canvas;
      --_border: CanvasText;
      --_field: CanvasText;
      --_muted: CanvasText;
      --_ring: Highlight;
    }
  }
`;

/** Ground rules inside every shadow tree: box sizing, focus ring, hidden text, motion. */
export const baseStyles = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--_ring);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--_bg);
  }
  .sr {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    display: block;
    flex: none;
  }
  :host(:dir(rtl)) .mirror {
    transform: scaleX(-1);
  }
  .muted {
    color: var(--_muted);
  }
  .truncate {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .scroll {
    overflow: auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }
`;

/**
 * Controls as classes on native elements, so that forms, labels and accessibility stay the browser's:
 * `button` with `.button` (+ `.primary`, `.danger`, `.quiet`, `.small`, `.wide`) or `.icon-button`; `.field` around a
 * `label` and an `.input`; `.chip` (toggles by `aria-pressed`); `.count` for unread numbers; `.link`.
 */
export const controlStyles = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  .button,
  .icon-button,
  .chip {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    margin: 0;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.67);
    background: var(--_bg);
    color: var(--_text);
    cursor: pointer;
    text-decoration: none;
    user-select: none;
    transition:
      background var(--_duration),
      border-color var(--_duration),
      opacity var(--_duration);
  }
  .button {
    min-block-size: max(36px, var(--_target));
    padding: 6px 14px;
    font-weight: 600;
    line-height: 1.3;
  }
  .button.small {
    min-block-size: max(28px, var(--_target) - 4px);
    padding: 3px 10px;
    font-size: 0.93em;
  }
  .button.wide {
    inline-size: 100%;
  }
  .button:hover,
  .chip:hover {
    background: var(--_hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.danger {
    border-color: transparent;
    background: var(--_danger);
    color: var(--_on-danger);
  }
  .button.primary:hover,
  .button.danger:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }
  .button.danger:hover {
    background: color-mix(in srgb, var(--_danger) 88%, var(--_text));
  }
  .button.quiet {
    border-color: transparent;
    background: transparent;
  }
  .button.quiet:hover {
    background: var(--_hover);
  }
  .icon-button {
    inline-size: max(32px, var(--_target));
    block-size: max(32px, var(--_target));
    padding: 0;
    flex: none;
    border-color: transparent;
    background: transparent;
    color: var(--_muted);
  }
  .icon-button:hover,
  .icon-button[aria-expanded='true'],
  .icon-button[aria-pressed='true'] {
    background: var(--_hover);
    color: var(--_text);
  }
  .icon-button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .chip {
    min-block-size: 26px;
    padding: 2px 9px;
    border-radius: 13px;
    font-size: 0.93em;
  }
  .chip[aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_accent-soft);
    color: var(--_accent);
  }
  .button:disabled,
  .icon-button:disabled,
  .chip:disabled,
  [aria-disabled='true'] {
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
    min-block-size: max(40px, var(--_target));
    margin: 0;
    padding: 8px 12px;
    border: 1px solid var(--_field);
    border-radius: calc(var(--_radius) * 0.67);
    background: var(--_bg);
    color: var(--_text);
    font: inherit;
  }
  textarea.input {
    resize: vertical;
  }
  .input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  .input:focus {
    outline: 2px solid var(--_ring);
    outline-offset: -1px;
    border-color: transparent;
    box-shadow: none;
  }
  .input[aria-invalid='true'] {
    border-color: var(--_danger);
  }
  .hint {
    font-size: 0.9em;
    color: var(--_muted);
  }
  .error {
    font-size: 0.9em;
    color: var(--_danger);
  }
  .link {
    color: var(--_accent);
    text-underline-offset: 2px;
  }
  button.link {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    text-decoration: underline;
  }
  .count {
    display: inline-grid;
    place-items: center;
    min-inline-size: 20px;
    block-size: 20px;
    padding-inline: 6px;
    border-radius: 10px;
    background: var(--_accent);
    color: var(--_on-accent);
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
    .icon-button,
    .chip {
      border-color: ButtonText;
    }
  }
`;
