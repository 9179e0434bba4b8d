import { css } from 'lit';

/** The frame of the page: settings beside the preview, tools below; on a narrow screen one of them at a time. */
export const frameStyles = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) minmax(200px, 28dvh) / 21.75rem minmax(0, 1fr);
    grid-template-areas: 'top top' 'settings main' 'settings tools';
    block-size: 100dvh;
    /* Follows the size of text that the browser is set to. */
    --tb-font-size: 0.875rem;
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
    font-size: 1.0625rem;
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
    font-size: 0.8125rem;
    color: var(--tb-color-text-muted);
  }
  .pick .input {
    inline-size: auto;
    min-block-size: 34px;
    padding: 4px 8px;
    font-size: 0.8125rem;
    color: var(--tb-color-text);
  }
  [inert] {
    opacity: 0.45;
  }
  .views {
    display: none;
  }
  @media (max-width: 56.25em) {
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
  @media (max-width: 30em) {
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
