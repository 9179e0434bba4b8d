import { css } from 'lit';

export const weekGridStyles = css`
  :host {
    --hour: max(46px, 3.2em);
    display: grid;
    min-block-size: 0;
  }
  .week {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 0;
  }
  .head,
  .hours {
    display: grid;
    grid-template-columns: 3.6em repeat(var(--days, 7), minmax(0, 1fr));
    scrollbar-gutter: stable;
  }
  .head {
    border-block-end: 1px solid var(--tb-color-border);
    max-block-size: 40cqb;
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  .day-head {
    align-content: start;
    display: grid;
    gap: 2px;
    grid-template-columns: minmax(0, 1fr);
    padding-block-end: 4px;
    padding-inline: 2px;
  }
  h3 {
    color: var(--tb-color-text-muted);
    /* Three days beside each other on a phone. */
    font-size: min(0.93em, 20px);
    font-weight: 400;
    margin: 0;
    padding-block: 4px;
    text-align: center;
    white-space: nowrap;
  }
  h3 b {
    color: var(--tb-color-text);
    font-weight: 600;
  }
  h3[aria-current] b {
    background: var(--tb-color-accent);
    border-radius: 1em;
    color: var(--tb-color-on-accent);
    padding: 2px 0.5em;
  }
  .hours {
    overflow: hidden auto;
    overscroll-behavior: contain;
    position: relative;
    scrollbar-color: var(--tb-color-border) transparent;
    scrollbar-width: thin;
  }
  .clock {
    color: var(--tb-color-text-muted);
    display: grid;
    grid-auto-rows: var(--hour);
  }
  .clock span {
    font-size: 0.79em;
    padding-inline-end: 6px;
    text-align: end;
    translate: 0 -0.75em;
    white-space: nowrap;
  }
  .day {
    background: repeating-linear-gradient(
      to bottom,
      var(--tb-color-border) 0 1px,
      transparent 1px var(--hour)
    );
    block-size: calc(var(--hour) * 24);
    border-inline-start: 1px solid var(--tb-color-border);
    position: relative;
  }
  .event {
    background: var(--tb-color-accent-soft);
    border: 0;
    border-inline-start: 3px solid var(--tb-color-accent);
    border-radius: 4px;
    color: var(--tb-color-accent);
    cursor: pointer;
    display: grid;
    font: inherit;
    font-size: 0.86em;
    line-height: 1.3;
    overflow: hidden;
    padding: 2px 6px;
    position: relative;
    text-align: start;
  }
  .event.timed {
    align-content: start;
    grid-auto-rows: max-content;
    padding-block: 1px;
    --minute: calc(max(46px, calc(3.2em / 0.86)) / 60);
    block-size: calc((var(--end) - var(--start)) * var(--minute) - 1px);
    box-shadow: 0 0 0 1px var(--tb-color-bg);
    inline-size: calc(100% / var(--columns) - 3px);
    inset-block-start: calc(var(--start) * var(--minute));
    inset-inline-start: calc(100% / var(--columns) * var(--column) + 1px);
    position: absolute;
  }
  .event:hover {
    background: color-mix(in srgb, var(--tb-color-accent-soft) 86%, var(--tb-color-accent));
  }
  .event:focus-visible {
    box-shadow: none;
    outline-offset: -2px;
    z-index: 2;
  }
  .name {
    font-weight: 600;
    justify-self: start;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .long .name,
  .event small {
    white-space: nowrap;
  }
  .event[data-rsvp='declined'] .name {
    font-weight: 400;
    text-decoration: line-through;
  }
  .event[data-rsvp='needs_action'],
  .event[data-rsvp='tentative'] {
    border-inline-start-style: dashed;
  }
  .now {
    border-block-start: 2px solid var(--tb-color-danger);
    inset-block-start: calc(var(--start) * var(--hour) / 60);
    inset-inline: 0;
    pointer-events: none;
    position: absolute;
    z-index: 1;
  }
  .now::before {
    background: var(--tb-color-danger);
    block-size: 8px;
    border-radius: 50%;
    content: '';
    inline-size: 8px;
    inset-block-start: -5px;
    inset-inline-start: -4px;
    position: absolute;
  }
  @media (forced-colors: active) {
    .event {
      border-block: 1px solid ButtonText;
      border-inline-end: 1px solid ButtonText;
      padding-block: 0;
    }
  }
`;
