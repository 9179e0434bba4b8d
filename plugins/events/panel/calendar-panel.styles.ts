import { css } from 'lit';

export const calendarPanelStyles = css`
  :host {
    block-size: 100%;
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-block-size: 0;
  }
  .bar {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 10px 12px 8px;
  }
  .bar h2 {
    flex: 1;
    font-size: 1.15em;
    line-height: 1.3;
    margin: 0;
    min-inline-size: 7em;
  }
  .steps,
  .views {
    align-items: center;
    display: flex;
    gap: 2px;
  }
  .steps .button,
  .views .chip {
    min-block-size: var(--tb-target);
    padding-inline: 8px;
  }
  .back {
    display: grid;
    rotate: 180deg;
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: minmax(0, 1fr);
    min-block-size: 0;
    overflow: auto;
    padding: 0 12px;
  }
  .content.month {
    align-content: start;
    grid-template-rows: auto minmax(0, 1fr);
  }
  .content.month.beside {
    gap: 16px;
    grid-template-columns: minmax(0, 1fr) 300px;
    grid-template-rows: minmax(0, 1fr);
  }
  .view {
    min-block-size: 0;
  }
  .day {
    padding-block: 10px 16px;
  }
  .beside .day {
    border-inline-start: 1px solid var(--tb-color-border);
    padding-inline-start: 16px;
  }
  h3 {
    font-size: 1em;
    margin: 0 0 8px;
  }
  .day p,
  .cut {
    margin: 0;
  }
  .skeleton {
    display: grid;
    gap: 6px;
  }
  .skeleton i {
    animation: pulse 1.4s ease-in-out infinite alternate;
    background: var(--tb-color-surface);
    block-size: 46px;
    border-radius: calc(var(--tb-radius) * 0.5);
  }
  @keyframes pulse {
    to {
      opacity: 0.45;
    }
  }
`;
