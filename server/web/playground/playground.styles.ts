import { css } from 'lit';

export const playgroundStyles = css`
  :host {
    display: grid;
    grid-template-columns: 320px minmax(0, 1fr);
    block-size: 100dvh;
    background: var(--tb-color-surface);
  }
  .controls {
    display: grid;
    align-content: start;
    gap: 14px;
    padding: 18px 20px 28px;
    overflow: auto;
    background: var(--tb-color-bg);
    border-inline-end: 1px solid var(--tb-color-border);
  }
  .controls header {
    display: flex;
    align-items: center;
    gap: 10px;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 34px;
    block-size: 34px;
    border-radius: 10px;
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  h1 {
    margin: 0;
    font-size: 20px;
    letter-spacing: -0.01em;
  }
  p {
    margin: 0;
  }
  fieldset {
    display: grid;
    gap: 12px;
    margin: 0;
    padding: 14px 0 0;
    border: 0;
    border-block-start: 1px solid var(--tb-color-border);
  }
  legend {
    float: inline-start;
    inline-size: 100%;
    padding: 0;
    font-weight: 700;
  }
  .label {
    display: flex;
    justify-content: space-between;
    margin-block-end: 4px;
    font-weight: 500;
    color: var(--tb-color-text-muted);
  }
  .segments {
    display: flex;
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
    padding: 5px 6px;
    border-radius: 8px;
    font-size: 12.5px;
    line-height: 1.35;
    text-align: center;
  }
  .segment input:checked + span {
    background: var(--tb-color-bg);
    box-shadow: 0 1px 3px rgb(16 24 40 / 0.18);
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
  }
  .line input[type='color'] {
    inline-size: 48px;
    block-size: 30px;
    padding: 2px;
    border: 1px solid var(--tb-color-field);
    border-radius: 8px;
    background: none;
  }
  input[type='checkbox'] {
    inline-size: 20px;
    block-size: 20px;
  }
  input[type='range'],
  input[type='checkbox'] {
    margin: 0;
    accent-color: var(--tb-color-accent);
  }
  input[type='range'] {
    inline-size: 100%;
    min-block-size: 24px;
  }
  main {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    gap: 14px;
    min-inline-size: 0;
    min-block-size: 0;
    padding: 18px;
  }
  .preview {
    inline-size: 100%;
    min-block-size: 0;
    margin-inline: auto;
    overflow: auto;
    border: 1px solid var(--tb-color-border);
    border-radius: 16px;
    color-scheme: light;
    background: #ffffff;
    color: #1f2430;
    box-shadow: var(--tb-shadow-small);
    contain: layout paint;
    transition: inline-size var(--tb-duration);
  }
  .preview[data-theme='dark'] {
    color-scheme: dark;
    background: #101318;
    color: #e8ebf0;
  }
  .preview[data-width='phone'] {
    inline-size: min(400px, 100%);
  }
  .preview[data-width='tablet'] {
    inline-size: min(780px, 100%);
  }
  .host-nav {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 22px;
    padding: 16px 28px;
    border-block-end: 1px solid light-dark(#e6e8ee, #262b34);
    font-size: 14px;
  }
  .host-body {
    display: grid;
    gap: 16px;
    max-inline-size: 880px;
    padding: 28px;
  }
  .host-body h2 {
    margin: 0;
    font-size: 26px;
    letter-spacing: -0.02em;
  }
  .host-cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: 14px;
  }
  .host-card {
    display: grid;
    gap: 2px;
    padding: 16px;
    border: 1px solid light-dark(#e6e8ee, #262b34);
    border-radius: 12px;
    background: light-dark(#fbfbfd, #151a21);
  }
  .host-card b {
    font-size: 26px;
  }
  .host-card small {
    color: light-dark(#067647, #5dd39e);
  }
  .code {
    border: 1px solid var(--tb-color-border);
    border-radius: 16px;
    background: var(--tb-color-bg);
    overflow: hidden;
  }
  .code-head {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: 8px 12px;
    border-block-end: 1px solid var(--tb-color-border);
  }
  .space {
    flex: 1;
  }
  pre {
    max-block-size: 200px;
    margin: 0;
    padding: 14px 18px;
    font-family: var(--tb-font-mono);
    font-size: 12.5px;
    line-height: 1.6;
    outline-offset: -3px;
  }
  @media (max-width: 860px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      block-size: auto;
    }
    main {
      order: -1;
      grid-template-rows: 620px auto;
      padding: 10px;
    }
    .controls {
      border-inline-end: 0;
    }
  }
`;
