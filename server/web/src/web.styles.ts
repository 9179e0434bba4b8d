import { css } from 'lit';

/** The page of the entry screens: what the product is on one side, one card with a form on the other. */
export const entryStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-block-size: 100dvh;
    background: var(--tb-color-bg);
  }
  .stage {
    display: none;
  }
  main {
    display: grid;
    align-content: center;
    justify-items: center;
    padding: 32px 20px;
  }
  .card {
    display: grid;
    gap: 20px;
    inline-size: min(25rem, 100%);
  }
  .brand {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    font-size: 1.0625rem;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .mark {
    display: grid;
    place-items: center;
    inline-size: 34px;
    block-size: 34px;
    border-radius: 10px;
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  h1 {
    margin: 0 0 6px;
    font-size: 1.6875rem;
    font-weight: 700;
    line-height: 1.2;
    letter-spacing: -0.02em;
    text-wrap: balance;
  }
  .lead {
    margin: 0;
    color: var(--tb-color-text-muted);
    font-size: 0.9375rem;
    text-wrap: pretty;
  }
  form {
    display: grid;
    gap: 12px;
  }
  .input-line {
    position: relative;
    display: grid;
  }
  .input-line .icon-button {
    position: absolute;
    inset-inline-end: 4px;
    inset-block: 0;
    margin-block: auto;
  }
  .input-line:has(.icon-button) .input {
    padding-inline-end: 48px;
  }
  .input {
    min-block-size: 44px;
    font-size: 0.9375rem;
  }
  .button.primary {
    min-block-size: 46px;
    font-size: 0.9375rem;
  }
  .problem {
    margin: 0;
    min-block-size: 1.3em;
  }
  .problem:empty {
    min-block-size: 0;
  }
  .aside {
    margin: 0;
    color: var(--tb-color-text-muted);
    text-align: center;
  }
  .language {
    display: inline-flex;
    align-items: center;
    justify-self: center;
    gap: 6px;
    color: var(--tb-color-text-muted);
  }
  .language select {
    min-block-size: max(36px, var(--tb-target));
    padding: 4px 6px;
    border: 1px solid transparent;
    border-radius: 8px;
    background: var(--tb-color-bg);
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .language select:hover {
    border-color: var(--tb-color-border);
  }
  @media (min-width: 60em) {
    :host {
      grid-template-columns: minmax(0, 1.05fr) minmax(0, 1fr);
    }
    .stage {
      position: relative;
      display: grid;
      align-content: center;
      gap: 36px;
      padding: clamp(40px, 6vw, 96px);
      overflow: hidden;
      color: #ffffff;
      background:
        radial-gradient(900px 600px at 85% 8%, rgb(129 140 248 / 0.55), transparent 70%),
        radial-gradient(700px 500px at 5% 100%, rgb(14 165 233 / 0.35), transparent 70%),
        linear-gradient(150deg, #312e81, #1e1b4b 62%, #0f172a);
    }
  }
  .stage h2 {
    margin: 0;
    font-size: clamp(1.875rem, 3.2vw, 2.875rem);
    font-weight: 700;
    line-height: 1.12;
    letter-spacing: -0.025em;
    text-wrap: balance;
  }
  .stage p {
    margin: 0;
  }
  .stage .lead {
    max-inline-size: 44ch;
    margin-block-start: 14px;
    color: #d9dcff;
    font-size: 1rem;
  }
  .demo {
    display: grid;
    gap: 14px;
    max-inline-size: 28.75rem;
    padding: 20px;
    border: 1px solid rgb(255 255 255 / 0.16);
    border-radius: 18px;
    background: rgb(15 18 40 / 0.45);
    box-shadow: 0 24px 60px rgb(0 0 0 / 0.3);
    font-size: 0.875rem;
  }
  .demo .row {
    display: grid;
    grid-template-columns: 34px minmax(0, 1fr);
    gap: 10px;
  }
  .demo b {
    font-weight: 600;
  }
  .demo b,
  .demo time {
    unicode-bidi: isolate;
  }
  .demo time {
    margin-inline-start: 6px;
    color: #b7bce6;
    font-size: 0.75rem;
  }
  .demo .pills {
    display: flex;
    gap: 6px;
    margin-block-start: 6px;
  }
  .demo .pill {
    padding: 2px 9px;
    border: 1px solid rgb(255 255 255 / 0.2);
    border-radius: 12px;
    font-size: 0.7812rem;
  }
  .demo .thread {
    border-color: transparent;
    color: #c7cbff;
    font-weight: 600;
  }
`;
