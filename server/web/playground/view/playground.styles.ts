import { css } from 'lit';

/** The frame of the page: settings beside the preview, tools below; on a narrow screen one of them at a time. */
const frame = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) minmax(200px, 28dvh) / 348px minmax(0, 1fr);
    grid-template-areas: 'top top' 'settings main' 'settings tools';
    block-size: 100dvh;
    background: var(--tb-color-surface);
  }
  .top {
    grid-area: top;
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    border-block-end: 1px solid var(--tb-color-border);
    background: var(--tb-color-bg);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    border-radius: 8px;
    color: inherit;
    text-decoration: none;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 30px;
    block-size: 30px;
    border-radius: 9px;
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  h1 {
    margin: 0;
    font-size: 17px;
    letter-spacing: -0.01em;
  }
  p {
    margin: 0;
  }
  .intro {
    flex: 1;
    padding-inline: 6px;
  }
  .settings {
    grid-area: settings;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 0;
    border-inline-end: 1px solid var(--tb-color-border);
    background: var(--tb-color-bg);
  }
  main {
    display: contents;
  }
  .preview {
    grid-area: main;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
  }
  tb-playground-preview {
    margin: 14px;
  }
  .tools {
    grid-area: tools;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
    border-block-start: 1px solid var(--tb-color-border);
    background: var(--tb-color-bg);
  }
  .tool {
    display: grid;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 6px 12px;
    border-block-end: 1px solid var(--tb-color-border);
  }
  .page-bar {
    flex-wrap: wrap;
    gap: 6px 12px;
    background: var(--tb-color-bg);
  }
  .pick {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 13px;
    color: var(--tb-color-text-muted);
  }
  .pick .input {
    inline-size: auto;
    min-block-size: 34px;
    padding: 4px 8px;
    font-size: 13px;
    color: var(--tb-color-text);
  }
  [inert] {
    opacity: 0.45;
  }
  .views {
    display: none;
  }
  @media (max-width: 900px) {
    :host {
      grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
      grid-template-areas: 'top' 'main' 'views';
    }
    .settings,
    .tools,
    .preview {
      grid-area: main;
      border: 0;
    }
    :host(:not([view='settings'])) .settings,
    :host([view='settings']) .preview,
    :host([view='tools']) .preview,
    :host(:not([view='tools'])) .tools,
    .intro {
      display: none;
    }
    .brand {
      flex: 1;
    }
    tb-playground-preview {
      margin: 8px;
    }
    .page-bar {
      flex-wrap: nowrap;
      overflow-x: auto;
      scrollbar-width: none;
    }
    .page-bar > * {
      flex: none;
    }
    .views {
      grid-area: views;
      display: grid;
      grid-template-columns: repeat(3, 1fr);
      padding-block-end: env(safe-area-inset-bottom);
      border-block-start: 1px solid var(--tb-color-border);
      background: var(--tb-color-bg);
    }
    .views button {
      min-block-size: 52px;
      border: 0;
      background: none;
      color: var(--tb-color-text-muted);
      font: inherit;
      font-weight: 500;
    }
    .views button[aria-pressed='true'] {
      box-shadow: inset 0 2px 0 var(--tb-color-accent);
      color: var(--tb-color-accent);
      font-weight: 600;
    }
  }
  @media (max-width: 480px) {
    .top {
      padding-inline: 10px;
    }
    .top .button.small {
      gap: 0;
      inline-size: 44px;
    }
    .top .button.small span {
      position: absolute;
      clip-path: inset(50%);
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
    }
  }
`;

const controls = css`
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
    font-size: 13px;
    font-weight: 500;
  }
  .hint,
  .note {
    font-size: 12.5px;
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
    font-size: 12.5px;
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
    font-size: 13px;
  }
  .name {
    margin-inline-start: 4px;
    font-family: var(--tb-font-mono);
    font-size: 11.5px;
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
    font-size: 13.5px;
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
    font-size: 12.5px;
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

const theme = css`
  .colors {
    gap: 6px;
  }
  .colors legend {
    margin-block-end: 4px;
  }
  .color {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 46px 46px 28px;
    align-items: center;
    gap: 8px;
    min-inline-size: 0;
    font-size: 13px;
  }
  .color .name {
    display: block;
    inline-size: fit-content;
    margin: 0;
  }
  .head {
    font-size: 12px;
    color: var(--tb-color-text-muted);
    text-align: center;
  }
  input[type='color'] {
    inline-size: 46px;
    block-size: 30px;
    padding: 2px;
    border: 1px solid var(--tb-color-field);
    border-radius: 8px;
    background: none;
    cursor: pointer;
  }
  .verdict {
    font-size: 13px;
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
    font-size: 12.5px;
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
    font-size: 13px;
    cursor: pointer;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 12px;
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

export const playgroundStyles = [frame, controls, theme];
