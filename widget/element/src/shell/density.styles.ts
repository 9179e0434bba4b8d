import { css } from 'lit';

/** `density="compact"`: smaller type in everything, and lower rows in the list of rooms. */
export const densityStyles = css`
  :host([density='compact']) {
    --tb-font-size: 13px;
    --_row: 32px;
  }
`;
