import { css } from 'lit';

/** The rest of `density="compact"`: what is small already, or stands beside few messages. */
export const compactStyles = css`
  :host([density='compact']) .gutter-time {
    line-height: 18px;
    margin-inline-end: -8px;
  }
  :host([density='compact']) .head {
    line-height: 18px;
  }
  :host([density='compact']) .reactions {
    margin-block: 2px;
  }
  :host([density='compact']) :is(.day, .unread) {
    padding-block: 6px 3px;
  }
  @media (pointer: fine) {
    :host([density='compact']) .reaction {
      block-size: 24px;
      font-size: 12px;
      padding-inline: 6px;
    }
  }
`;
