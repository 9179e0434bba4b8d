import { css } from 'lit';

/** The files of the next message, and the sign that a file may be let go here. */
export const attachingStyles = css`
  .attachments {
    display: grid;
    gap: 4px;
    list-style: none;
    margin: 0 0 6px;
    max-block-size: 132px;
    overflow: auto;
    padding: 0;
  }
  .attachments li {
    align-items: center;
    background: var(--tb-color-surface);
    border-radius: 8px;
    display: grid;
    font-size: 13px;
    gap: 0 8px;
    grid-template-columns: 18px minmax(0, 1fr) auto auto;
    overflow: hidden;
    padding-inline: 10px 4px;
    position: relative;
  }
  .attachments [data-state='failed'] {
    grid-template-columns: 18px minmax(0, 1fr) auto auto auto;
  }
  .attachments .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .attachments .size,
  .attachments svg {
    color: var(--tb-color-text-muted);
  }
  .attachments [data-state='failed'] .size {
    color: var(--tb-color-danger);
  }
  .attachments .again {
    background: none;
    border: 0;
    color: var(--tb-color-accent);
    cursor: pointer;
    font: inherit;
    font-weight: 600;
    min-block-size: max(24px, var(--tb-target) - 8px);
    padding: 0 4px;
  }
  progress {
    accent-color: var(--tb-color-accent);
    block-size: 3px;
    border: 0;
    inline-size: 100%;
    inset-block-end: 0;
    inset-inline: 0;
    position: absolute;
  }
  .drop {
    align-items: center;
    background: color-mix(in srgb, var(--tb-color-bg) 88%, transparent);
    border: 2px dashed var(--tb-color-accent);
    border-radius: var(--tb-radius);
    color: var(--tb-color-accent);
    display: flex;
    font-weight: 600;
    inset: 8px;
    justify-content: center;
    padding: 16px;
    pointer-events: none;
    position: absolute;
    text-align: center;
    z-index: 6;
  }
`;
