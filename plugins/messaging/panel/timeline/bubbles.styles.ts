import { css } from 'lit';

/** `layout="bubbles"`: what others say at the start of the line, what one says oneself at its end. */
export const bubbleStyles = css`
  :host([layout='bubbles']) .message {
    background: none;
    box-shadow: none;
    padding-block: 8px 2px;
  }
  :host([layout='bubbles']) .message.grouped {
    padding-block-start: 1px;
  }
  :host([layout='bubbles']) .body {
    align-items: start;
    display: flex;
    flex-direction: column;
  }
  :host([layout='bubbles']) .text {
    background: var(--tb-color-surface);
    border-radius: 16px;
    max-inline-size: min(86%, 60ch);
    padding: 7px 12px;
  }
  /* The corner towards the speaker. Not by logical properties: those follow the direction of the text inside. */
  :host([layout='bubbles']) .message:not(.grouped, [data-own], :dir(rtl)) > .body > .text,
  :host([layout='bubbles']) .message[data-own]:dir(rtl):not(.grouped) > .body > .text {
    border-top-left-radius: 5px;
  }
  :host([layout='bubbles']) .message[data-own]:not(.grouped, :dir(rtl)) > .body > .text,
  :host([layout='bubbles']) .message:dir(rtl):not(.grouped, [data-own]) > .body > .text {
    border-top-right-radius: 5px;
  }
  :host([layout='bubbles']) .text:has(> .code, > .scroll) {
    inline-size: 86%;
  }
  :host([layout='bubbles']) .text :is(pre, code, th) {
    background: var(--tb-color-bg);
  }
  :host([layout='bubbles']) .files {
    inline-size: min(86%, 320px);
  }
  :host([layout='bubbles']) [data-own] {
    grid-template-columns: minmax(0, 1fr);
  }
  :host([layout='bubbles']) [data-own] > .body {
    align-items: end;
  }
  :host([layout='bubbles']) [data-own] > :is(.avatar, .gutter-time),
  :host([layout='bubbles']) [data-own] .author {
    display: none;
  }
  :host([layout='bubbles']) [data-own] .text {
    background: var(--tb-color-accent-soft);
  }
  :host([layout='bubbles']) [data-own] .toolbar {
    inset-inline: 14px auto;
  }
  :host([layout='bubbles']) [data-mention] .text {
    background: var(--tb-color-mention);
  }
  :host([layout='bubbles']) .message:is(:hover, .active) .text {
    box-shadow: inset 0 0 0 1px var(--tb-color-border);
  }
  :host([layout='bubbles']) .message.flash .text {
    animation: flash 1.2s ease-out;
  }
  :host([layout='bubbles']) :is(tb-message-composer, .quote) {
    align-self: stretch;
  }
  :host([layout='bubbles']) [data-own] .quote {
    align-self: end;
  }
  @media (prefers-reduced-motion: reduce) {
    :host([layout='bubbles']) .message.flash .text {
      animation: none;
      box-shadow: inset 0 0 0 2px var(--tb-color-accent);
    }
  }
  @media (forced-colors: active) {
    :host([layout='bubbles']) .text {
      border: 1px solid;
    }
  }
`;
