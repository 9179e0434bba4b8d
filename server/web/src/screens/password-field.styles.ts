import { css } from 'lit';

export const passwordStyles = css`
  .eye .off,
  .eye.shown .on {
    display: none;
  }
  .eye.shown .off {
    display: block;
  }
`;
