import { css } from 'lit';

/** What {@link renderBlock} draws. */
export const blockStyles = css`
  .text ul,
  .text ol,
  .text blockquote,
  .text .code,
  .text .scroll {
    margin-block: 0 6px;
  }
  .text .heading {
    font-weight: 600;
    line-height: 1.3;
    margin-block-start: 6px;
  }
  .text .h1 {
    font-size: 1.28em;
  }
  .text .h2 {
    font-size: 1.14em;
  }
  .text ul,
  .text ol {
    padding-inline-start: 22px;
  }
  .text li > ul,
  .text li > ol {
    margin-block-end: 0;
  }
  .text li > p {
    margin: 0;
  }
  .text li.check {
    list-style: none;
    position: relative;
  }
  .text .box {
    block-size: 13px;
    border: 1.5px solid var(--tb-color-text-muted);
    border-radius: 3px;
    box-sizing: border-box;
    inline-size: 13px;
    inset-block-start: 0.28em;
    inset-inline-start: -20px;
    position: absolute;
  }
  .text .box.on {
    background: var(--tb-color-accent);
    border-color: var(--tb-color-accent);
  }
  .text .box.on::after {
    block-size: 6px;
    border: solid var(--tb-color-on-accent);
    border-width: 0 1.5px 1.5px 0;
    content: '';
    inline-size: 3px;
    inset-block-start: 0.5px;
    left: 3px;
    position: absolute;
    transform: rotate(42deg);
  }
  .text blockquote {
    border-inline-start: 3px solid var(--tb-color-border);
    color: var(--tb-color-text-muted);
    margin-inline: 0;
    padding-inline-start: 10px;
  }
  .text blockquote > :last-child {
    margin-block-end: 0;
  }
  .text hr {
    border: 0;
    border-block-start: 1px solid var(--tb-color-border);
    margin-block: 8px;
  }
  .text .code {
    position: relative;
  }
  .text pre {
    background: var(--tb-color-surface);
    border: 1px solid var(--tb-color-border);
    border-radius: 8px;
    margin: 0;
    max-block-size: 420px;
    overflow: auto;
    padding: 8px 10px;
    text-align: left;
  }
  .text pre code {
    background: none;
    line-height: 1.5;
    overflow-wrap: anywhere;
    padding: 0;
    white-space: pre-wrap;
  }
  .text .copy {
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    border-radius: 6px;
    color: var(--tb-color-text-muted);
    cursor: pointer;
    font: inherit;
    font-size: 12px;
    inset-block-start: 5px;
    inset-inline-end: 5px;
    min-block-size: 24px;
    opacity: 0;
    padding: 0 8px;
    position: absolute;
  }
  .text .code:hover .copy,
  .text .copy:focus-visible {
    opacity: 1;
  }
  .text .copy:hover {
    color: var(--tb-color-text);
  }
  .text .scroll {
    overflow-x: auto;
  }
  .text table {
    border-collapse: collapse;
    font-size: 0.93em;
    /* A table scrolls; words stay whole. */
    overflow-wrap: break-word;
  }
  .text th,
  .text td {
    border: 1px solid var(--tb-color-border);
    padding: 3px 8px;
    text-align: start;
  }
  .text th {
    background: var(--tb-color-surface);
    font-weight: 600;
  }
  .text .align-center {
    text-align: center;
  }
  .text .align-right {
    text-align: end;
  }
  @media (hover: none) {
    .text .copy {
      opacity: 1;
    }
  }
  @media (pointer: coarse) {
    .text pre {
      min-block-size: 56px;
      padding-inline-end: 64px;
    }
    .text .copy {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .text .box.on {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
