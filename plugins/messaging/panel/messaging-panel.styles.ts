import { css } from 'lit';

export const messagingPanelStyles = css`
  :host {
    block-size: 100%;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-block-size: 0;
    position: relative;
  }
  .main {
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    min-block-size: 0;
    min-inline-size: 0;
  }
  .foot {
    padding: 4px 12px 12px;
  }
  .middle {
    display: grid;
    min-block-size: 0;
    place-items: center;
  }
  .fill {
    min-block-size: 0;
    position: relative;
  }
  .cover,
  .fill > slot > .cover {
    block-size: 100%;
  }
  .fill > tb-message-list {
    inset: 0;
    position: absolute;
  }
  .skeleton {
    align-content: end;
    block-size: 100%;
    display: grid;
    gap: 18px;
    overflow: hidden;
    padding: 16px;
  }
  .skeleton div {
    column-gap: 10px;
    display: grid;
    grid-template-columns: 32px 1fr;
    row-gap: 8px;
  }
  .skeleton i {
    animation: breathe 1.6s ease-in-out infinite;
    background: var(--tb-color-surface);
    block-size: 12px;
    border-radius: 6px;
    inline-size: 90%;
  }
  .skeleton i:first-child {
    block-size: 32px;
    border-radius: 50%;
    grid-row: span 2;
    inline-size: 32px;
  }
  .skeleton i:nth-child(2) {
    inline-size: 35%;
  }
  @keyframes breathe {
    50% {
      opacity: 0.45;
    }
  }
  .beginning {
    padding-block: 16px 4px;
  }
  .beginning b {
    color: var(--tb-color-text);
    display: block;
    font-size: 15px;
  }
`;
