import { css } from 'lit';

export const tabStyles = css`
  .tabs {
    display: flex;
    gap: 2px;
    min-inline-size: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }
  .tab {
    flex: none;
    min-block-size: 32px;
    padding: 5px 12px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--tb-color-text-muted);
    font: inherit;
    font-size: 0.8125rem;
    font-weight: 500;
    cursor: pointer;
  }
  .tab:hover {
    background: var(--tb-color-hover);
    color: var(--tb-color-text);
  }
  .tab[aria-selected='true'] {
    background: var(--tb-color-accent-soft);
    color: var(--tb-color-accent);
    font-weight: 600;
  }
  .tab:focus-visible {
    outline-offset: -2px;
    box-shadow: none;
  }
  @media (forced-colors: active) {
    .tab[aria-selected='true'] {
      text-decoration: underline;
    }
  }
`;
