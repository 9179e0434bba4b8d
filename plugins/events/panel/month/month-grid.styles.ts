import { css } from 'lit';

export const monthGridStyles = css`
  :host {
    display: grid;
    min-block-size: 0;
  }
  .grid {
    display: grid;
    grid-auto-rows: minmax(max(44px, var(--tb-target)), 1fr);
    grid-template-rows: auto;
    min-block-size: 0;
  }
  .row {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    min-block-size: 0;
  }
  .head {
    color: var(--tb-color-text-muted);
    font-size: 0.86em;
    padding-block-end: 4px;
    text-align: center;
  }
  [role='gridcell'] {
    align-content: start;
    cursor: pointer;
    display: grid;
    gap: 2px;
    grid-auto-rows: max-content;
    justify-items: center;
    padding-block: 4px 2px;
    position: relative;
    user-select: none;
  }
  [role='gridcell']:focus-visible {
    border-radius: 6px;
    box-shadow: none;
    outline-offset: -2px;
    z-index: 1;
  }
  .number {
    block-size: 1.9em;
    border-radius: 50%;
    display: grid;
    font-variant-numeric: tabular-nums;
    inline-size: 1.9em;
    place-items: center;
  }
  [role='gridcell']:hover .number {
    background: var(--tb-color-hover);
  }
  .outside .number {
    color: var(--tb-color-text-muted);
  }
  [aria-current] .number {
    color: var(--tb-color-accent);
    font-weight: 700;
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  [aria-selected='true'] .number,
  [aria-selected='true']:hover .number {
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  .dots {
    block-size: 6px;
    display: flex;
    gap: 3px;
  }
  .dots i {
    background: var(--tb-color-accent);
    block-size: 6px;
    border: 1px solid var(--tb-color-accent);
    border-radius: 50%;
    inline-size: 6px;
  }
  .dots [data-rsvp='needs_action'],
  .dots [data-rsvp='tentative'],
  .dots [data-rsvp='declined'] {
    background: transparent;
  }
  :host([titles]) .grid {
    grid-auto-rows: minmax(104px, 1fr);
  }
  :host([titles]) .row:not(.head) {
    border-block-start: 1px solid var(--tb-color-border);
  }
  :host([titles]) [role='gridcell'] {
    grid-template-columns: minmax(0, 1fr);
    justify-items: stretch;
    padding-inline: 0;
  }
  :host([titles]) [role='gridcell'] + [role='gridcell'] {
    border-inline-start: 1px solid var(--tb-color-border);
  }
  :host([titles]) .number {
    margin-inline-start: 4px;
  }
  .titles {
    display: grid;
    gap: 2px;
    grid-template-columns: minmax(0, 1fr);
  }
  .title,
  .rest {
    block-size: 1.55em;
    font-size: 0.86em;
    line-height: 1.55;
    overflow: hidden;
    padding-inline: 6px;
    white-space: nowrap;
  }
  .title {
    display: flex;
  }
  /* A box of its own, so that a title is cut at its own end whatever the direction of the page. */
  .title bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .title small {
    color: var(--tb-color-text-muted);
    font-size: 0.93em;
    font-variant-numeric: tabular-nums;
    margin-inline-end: 5px;
  }
  .title:hover:not(.gap) {
    background: var(--tb-color-hover);
  }
  .bar,
  .bar:hover:not(.gap) {
    background: var(--tb-color-accent-soft);
    border-radius: 4px;
    color: var(--tb-color-accent);
    margin-inline: 3px;
  }
  .goes-on {
    border-start-start-radius: 0;
    border-end-start-radius: 0;
    margin-inline-start: -1px;
  }
  .goes-further {
    border-start-end-radius: 0;
    border-end-end-radius: 0;
    margin-inline-end: 0;
  }
  .rest {
    color: var(--tb-color-text-muted);
  }
  .title[data-rsvp='declined'] {
    text-decoration: line-through;
  }
  @media (forced-colors: active) {
    [aria-selected='true'] .number {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }
    .bar {
      border: 1px solid CanvasText;
    }
  }
`;
