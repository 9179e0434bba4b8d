import { css } from 'lit';

/** Message text: what {@link renderTokens} draws. */
export const tokenStyles = css`
  .text {
    /* As wide as its words: a line that runs the other way starts beside its author, not across the room. */
    inline-size: fit-content;
    max-inline-size: min(100%, 72ch);
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
    white-space: pre-wrap;
  }
  .text.tokens {
    white-space: normal;
  }
  .text:has(> .code, > .scroll) {
    inline-size: auto;
  }
  .text > :first-child {
    margin-block-start: 0;
  }
  .text > :last-child {
    margin-block-end: 0;
  }
  .text p {
    margin-block: 0 6px;
    white-space: pre-wrap;
  }
  .text code {
    background: var(--tb-color-surface);
    border-radius: 4px;
    font-family: var(--tb-font-mono);
    font-size: 0.893em;
    padding: 1px 4px;
    white-space: break-spaces;
  }
  .text a {
    color: var(--tb-color-accent);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .text a:hover {
    text-decoration-thickness: 2px;
  }
  .text .mention {
    background: var(--tb-color-accent-soft);
    border: 0;
    border-radius: 5px;
    color: var(--tb-color-accent);
    font: inherit;
    font-weight: 500;
    padding: 0 3px;
  }
  .text button.mention {
    cursor: pointer;
  }
  .text .mention.own {
    background: var(--tb-color-accent);
    color: var(--tb-color-on-accent);
  }
  @media (forced-colors: active) {
    .text .mention {
      border: 1px solid;
    }
  }
`;
