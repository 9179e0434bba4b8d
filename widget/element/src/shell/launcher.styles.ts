import { css } from 'lit';

export const launcherStyles = css`
  .launcher {
    position: fixed;
    z-index: var(--tb-z-index);
    inset-block-end: calc(var(--tb-offset-block) + env(safe-area-inset-bottom));
    inset-inline-end: var(--tb-offset-inline);
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 10px;
    min-inline-size: 56px;
    block-size: 56px;
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 28px;
    background: var(--tb-color-accent);
    forced-color-adjust: none;
    color: var(--tb-color-on-accent);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    box-shadow: 0 6px 20px light-dark(rgb(16 24 40 / 0.28), rgb(0 0 0 / 0.6));
    transition: transform var(--tb-duration);
  }
  .launcher.pill {
    padding-inline: 18px 22px;
  }
  .launcher:hover {
    transform: translateY(-1px) scale(1.03);
  }
  :host([position='start']) .launcher {
    inset-inline: var(--tb-offset-inline) auto;
  }
  .badge {
    position: absolute;
    inset-block-start: -4px;
    inset-inline-end: -4px;
    display: grid;
    place-items: center;
    min-inline-size: 24px;
    block-size: 24px;
    padding-inline: 5px;
    border: 2px solid var(--tb-color-bg);
    border-radius: 12px;
    background: var(--tb-color-danger);
    color: var(--tb-color-on-danger);
    font-size: 11px;
    font-weight: 700;
    line-height: 1;
  }
`;
