export interface PlaceOptions {
  /** Edge of the anchor that the box starts from, along the line of text. @default 'start' */
  align?: 'start' | 'end';
  /** Side that is tried first. @default 'below' */
  side?: 'below' | 'above';
  /** Pixels between anchor and box. @default 6 */
  gap?: number;
}

const margin = 8;

/** Puts a popover (in the top layer, `position: fixed`) beside its anchor, flipped and clamped into the viewport. */
export function placeBeside(box: HTMLElement, anchor: Element, options: PlaceOptions = {}): void {
  const gap = options.gap ?? 6;
  const from = anchor.getBoundingClientRect();
  const rtl = anchor.matches(':dir(rtl)');
  const { innerWidth, innerHeight } = window;
  const width = box.offsetWidth;
  const height = box.offsetHeight;
  const below = innerHeight - from.bottom - gap - margin;
  const above = from.top - gap - margin;
  const wantsAbove = options.side === 'above';
  const goesAbove = wantsAbove ? height <= above || above >= below : height > below && above > below;
  const top = goesAbove ? from.top - gap - height : from.bottom + gap;
  const left = ((options.align ?? 'start') === 'start') !== rtl ? from.left : from.right - width;
  // Written through CSSOM, which a strict `style-src` allows; a style attribute in a template it would not.
  box.style.setProperty('left', `${Math.max(margin, Math.min(left, innerWidth - width - margin))}px`);
  box.style.setProperty('top', `${Math.max(margin, Math.min(top, innerHeight - height - margin))}px`);
  box.style.setProperty('max-height', `${Math.max(120, goesAbove ? above : below)}px`);
}
