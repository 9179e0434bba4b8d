import { css } from 'lit';

export const talkStyles = css`
  :host {
    display: grid;
    grid-template-columns: 64px minmax(0, 1fr);
    block-size: 100dvh;
    background: var(--tb-color-bg);
  }
  nav {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 10px;
    padding-block: 12px;
    overflow: hidden auto;
    scrollbar-width: none;
    background: light-dark(#25224f, #0e1014);
    border-inline-end: 1px solid light-dark(transparent, var(--tb-color-border));
    --tb-focus-ring: #ffffff;
  }
  team-brain {
    --tb-font-size: 0.875rem;
  }
  main {
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .tile {
    position: relative;
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 40px;
    block-size: 40px;
    border-radius: 12px;
    background: rgb(255 255 255 / 0.12);
    color: #ffffff;
    font-size: 1.0625rem;
    font-weight: 700;
    text-decoration: none;
    transition: border-radius var(--tb-duration), background var(--tb-duration);
  }
  .tile:hover {
    background: rgb(255 255 255 / 0.22);
  }
  .tile[aria-current] {
    background: #ffffff;
    color: #25224f;
  }
  .tile[aria-current]::before {
    content: '';
    position: absolute;
    inset-inline-start: -12px;
    inline-size: 4px;
    block-size: 24px;
    border-start-end-radius: 4px;
    border-end-end-radius: 4px;
    background: #ffffff;
  }
  .add {
    border: 1px dashed rgb(255 255 255 / 0.45);
    background: transparent;
  }
  .plain {
    background: transparent;
  }
  .space {
    flex: 1;
  }
  .account {
    display: grid;
    place-items: center;
    flex: none;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    cursor: pointer;
  }
  .in-header {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .only-narrow {
    display: none;
  }
  .only-narrow .account {
    inline-size: 40px;
    block-size: 40px;
  }
  @media (max-width: 44.9375em) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
    nav {
      display: none;
    }
    .only-narrow {
      display: block;
    }
  }
  @media (forced-colors: active) {
    .tile[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: 2px;
    }
  }
`;
