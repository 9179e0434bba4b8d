import { css } from 'lit';

/** Rows of events: the day's list and the agenda. */
export const entryRowsStyles = css`
  .entries {
    display: grid;
    gap: 4px;
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .entry {
    align-items: start;
    background: var(--tb-color-surface);
    border: 1px solid transparent;
    border-inline-start: 3px solid var(--tb-color-accent);
    border-radius: calc(var(--tb-radius) * 0.5);
    color: inherit;
    cursor: pointer;
    display: flex;
    flex-wrap: wrap;
    font: inherit;
    gap: 2px 12px;
    inline-size: 100%;
    min-block-size: var(--tb-target);
    padding: 8px 10px;
    text-align: start;
  }
  .entry:hover {
    background: var(--tb-color-hover);
  }
  .entry .when {
    color: var(--tb-color-text-muted);
    font-variant-numeric: tabular-nums;
    min-inline-size: 5.5em;
  }
  .entry .what {
    display: grid;
    flex: 1 1 9em;
    grid-template-columns: minmax(0, 1fr) auto;
    overflow-wrap: anywhere;
  }
  .entry .what > :not(.title, .mark) {
    grid-column: 1 / -1;
  }
  /* Shrunk to their text, so that names of another direction stay on the side of the list. */
  .entry bdi {
    justify-self: start;
  }
  .entry .title {
    font-weight: 600;
  }
  .entry .hint,
  .entry .answer {
    color: var(--tb-color-text-muted);
    font-size: 0.93em;
  }
  .entry[data-rsvp='declined'] .title {
    font-weight: 400;
    text-decoration: line-through;
  }
  .entry[data-rsvp='needs_action'],
  .entry[data-rsvp='tentative'] {
    border-inline-start-style: dashed;
  }
  .entry[data-rsvp='needs_action'] .answer {
    color: var(--tb-color-accent);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .entry {
      border-color: ButtonText;
    }
  }
`;
