import { css } from 'lit';

export const eventCardStyles = css`
  dl {
    display: grid;
    gap: 8px;
    margin: 0;
  }
  /* Beside each other where there is room for words; below each other on a small screen or with large text. */
  dl div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 14px;
  }
  dt {
    color: var(--tb-color-text-muted);
    flex: 0 1 7em;
    font-size: 0.93em;
    min-inline-size: min-content;
  }
  dd {
    display: grid;
    flex: 1 1 12em;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .text {
    white-space: pre-wrap;
  }
  .people {
    display: grid;
    gap: 4px;
    list-style: none;
    margin: 0;
    max-block-size: 220px;
    overflow: auto;
    padding: 0;
  }
  /* Shrunk to their text, so that names of another direction stay on the side of the list. */
  bdi {
    justify-self: start;
  }
  .people li {
    align-items: center;
    display: grid;
    gap: 8px;
    grid-template-columns: auto minmax(0, 1fr);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    justify-content: space-between;
  }
  fieldset {
    border: 0;
    margin: 16px 0 0;
    min-inline-size: 0;
    padding: 0;
  }
  legend {
    font-weight: 600;
    margin-block-end: 6px;
    padding: 0;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .choices .chip {
    min-block-size: max(32px, var(--tb-target));
    padding-inline: 14px;
  }
  select.input {
    inline-size: auto;
    min-block-size: max(32px, var(--tb-target));
    padding-block: 3px;
  }
  .choice {
    align-items: center;
    cursor: pointer;
    display: flex;
    gap: 10px;
    min-block-size: max(32px, var(--tb-target));
  }
  .choice input {
    accent-color: var(--tb-color-accent);
  }
  .actions {
    border-block-start: 1px solid var(--tb-color-border);
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
    margin-block-start: 16px;
    padding-block-start: 14px;
  }
  .actions .remove {
    color: var(--tb-color-danger);
    margin-inline-end: auto;
  }
  p {
    margin: 0;
  }
  .error {
    margin-block-start: 12px;
  }
`;
