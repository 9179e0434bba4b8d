import { type CSSResult, css } from 'lit';

/**
 * The one place where colours, sizes and times are named. Only the outermost element adopts it: custom properties reach
 * every shadow tree below. A host page overrides them on the element: `team-brain { --tb-color-accent: #0a7; }`; a value
 * that shall differ in dark uses `light-dark()` too. `--tb-font` has no default: the page's font comes through.
 *
 * Contrast, measured: light text 18.1 on bg, muted 6.25 (5.78 on surface), accent with white 6.29, danger 6.57;
 * dark text 16.0, muted 8.29, accent 8.80, danger 8.90. Borders are decoration; `--tb-color-field`, the border of fields
 * without a fill, keeps 3:1.
 */
export const themeStyles = css`
  :host {
    --tb-color-accent: light-dark(#4f46e5, #a5adff);
    --tb-color-on-accent: light-dark(#ffffff, #12131f);
    --tb-color-accent-soft: light-dark(#eeedfd, #262a45);
    --tb-color-bg: light-dark(#ffffff, #15181d);
    --tb-color-surface: light-dark(#f5f6f8, #1d2127);
    --tb-color-hover: light-dark(#eceef2, #282d35);
    --tb-color-text: light-dark(#14161a, #f1f3f5);
    --tb-color-text-muted: light-dark(#586170, #a9b2bd);
    --tb-color-border: light-dark(#dfe2e8, #313740);
    --tb-color-field: light-dark(#8a919e, #6c7683);
    --tb-color-danger: light-dark(#b42318, #ff9d94);
    --tb-color-on-danger: light-dark(#ffffff, #2a0b08);
    --tb-color-success: light-dark(#067647, #5dd39e);
    --tb-color-mention: light-dark(#fff4d6, #3a3117);
    --tb-font-mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    --tb-font-size: 14px;
    --tb-radius: 12px;
    --tb-space: 8px;
    --tb-duration: 160ms;
    --tb-focus-ring: var(--tb-color-accent);
    --tb-shadow: 0 16px 48px light-dark(rgb(16 24 40 / 0.24), rgb(0 0 0 / 0.6));
    --tb-shadow-small: 0 4px 16px light-dark(rgb(16 24 40 / 0.14), rgb(0 0 0 / 0.5));
    /* Smallest side of a pointer target. */
    --tb-target: 32px;
    font-family: var(--tb-font, inherit);
    font-size: var(--tb-font-size);
    line-height: 1.45;
    color: var(--tb-color-text);
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
      --tb-target: 44px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host {
      --tb-duration: 0.01ms;
    }
  }
  @media (forced-colors: active) {
    :host {
      --tb-color-accent: LinkText;
      --tb-color-on-accent: Canvas;
      --tb-color-border: CanvasText;
      --tb-color-field: CanvasText;
      --tb-color-text-muted: CanvasText;
      --tb-focus-ring: Highlight;
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
    outline: 2px solid var(--tb-focus-ring);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--tb-color-bg);
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
    color: var(--tb-color-text-muted);
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
    scrollbar-color: var(--tb-color-border) transparent;
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

/** The buttons of the first view: `.icon-button`, and `.link` on a button. All controls: `controlStyles`. */
export const iconButtonStyles = css`
  button {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }
  .icon-button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    inline-size: max(32px, var(--tb-target));
    block-size: max(32px, var(--tb-target));
    margin: 0;
    padding: 0;
    flex: none;
    border: 1px solid transparent;
    border-radius: calc(var(--tb-radius) * 0.67);
    background: transparent;
    color: var(--tb-color-text-muted);
    cursor: pointer;
    user-select: none;
    transition: background var(--tb-duration);
  }
  .icon-button:hover,
  .icon-button[aria-expanded='true'],
  .icon-button[aria-pressed='true'] {
    background: var(--tb-color-hover);
    color: var(--tb-color-text);
  }
  .icon-button.primary {
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  .icon-button:disabled,
  [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
  .link {
    color: var(--tb-color-accent);
    text-underline-offset: 2px;
  }
  button.link {
    padding: 0;
    border: 0;
    background: none;
    cursor: pointer;
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    .icon-button {
      border-color: ButtonText;
    }
  }
`;

/** Adds the styles of parts that came later to a shadow tree, behind those that it has. */
export function adoptStyles(root: ShadowRoot, styles: readonly CSSResult[]): void {
  const sheets = styles.flatMap(({ styleSheet }) => styleSheet ?? []);
  root.adoptedStyleSheets.push(...sheets.filter((sheet) => !root.adoptedStyleSheets.includes(sheet)));
}
