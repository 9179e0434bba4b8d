import { html, type TemplateResult } from 'lit';

/** One path on a 24 px grid, drawn with a 1.75 px stroke. `mirror` turns it round where the text runs from right to left. */
export interface IconShape {
  readonly d: string;
  readonly mirror?: boolean;
}

/** Draws an icon. It is decoration: the control around it carries the name. */
export function icon(shape: IconShape, size = 20): TemplateResult {
  return html`<svg
    class=${shape.mirror ? 'icon mirror' : 'icon'}
    viewBox="0 0 24 24"
    width=${size}
    height=${size}
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d=${shape.d}></path>
  </svg>`;
}

// The shapes of the first view. All others stand in more-icons.ts, which loads with what draws them.
export const chatIcon: IconShape = {
  d: 'M20 11.5a7.5 7.5 0 0 1-10.9 6.7L4.5 19.5l1.4-4.1A7.5 7.5 0 1 1 20 11.5z',
};
export const searchIcon: IconShape = { d: 'M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM20 20l-4.4-4.4' };
export const closeIcon: IconShape = { d: 'M6 6l12 12M18 6L6 18' };
export const expandIcon: IconShape = { d: 'M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15' };
export const shrinkIcon: IconShape = { d: 'M4.5 9H9V4.5M19.5 9H15V4.5M4.5 15H9v4.5M19.5 15H15v4.5' };
export const sendIcon: IconShape = { d: 'M20 4L10.5 13.5M20 4l-6 16-3.5-6.5L4 10l16-6z', mirror: true };
export const smileIcon: IconShape = {
  d: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8.5 14.2a4.3 4.3 0 0 0 7 0M9 9.5v.2M15 9.5v.2',
};
export const hashIcon: IconShape = { d: 'M9.5 4L8 20M16 4l-1.5 16M4.5 9h15.5M4 15h15.5' };
export const lockIcon: IconShape = {
  d: 'M6.5 11h11a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
};
export const keyIcon: IconShape = {
  d: 'M8 11.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM11.3 12.7L19.5 4.5M16 8l2.5 2.5',
};
export const userIcon: IconShape = { d: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20a7.5 7.5 0 0 1 15 0' };
export const checkIcon: IconShape = { d: 'M5 12.5l4.5 4.5L19 7' };
export const chevronDownIcon: IconShape = { d: 'M6 9.5l6 6 6-6' };
export const arrowDownIcon: IconShape = { d: 'M12 5v14M6 13l6 6 6-6' };
export const pinIcon: IconShape = { d: 'M9 4h6M10 4l-.5 6-3 3.5h11l-3-3.5L14 4M12 13.5V20' };
export const offlineIcon: IconShape = {
  d: 'M4 4l16 16M9 8.5a9 9 0 0 0-4 2.3M5 10.8l0 0M8 14.2a5.5 5.5 0 0 1 5.5-1.5M12.5 7.5a9.5 9.5 0 0 1 6.5 3.3M12 18v.2',
};
export const calendarIcon: IconShape = { d: 'M4.5 6h15v13.5h-15zM4.5 10.5h15M8.5 3.5V6M15.5 3.5V6' };
