/** Pixels between what is visible and the end of the content. */
export function distanceToEnd(scroller: Element): number {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
}

/** Whether new content may be followed: the reader is within 80 px of the end. */
export function isNearEnd(scroller: Element, within = 80): boolean {
  return distanceToEnd(scroller) <= within;
}

export function prefersReducedMotion(): boolean {
  return globalThis.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}

export function scrollToEnd(scroller: Element, smooth = false): void {
  scroller.scrollTo({
    top: scroller.scrollHeight,
    behavior: smooth && !prefersReducedMotion() ? 'smooth' : 'auto',
  });
}

/**
 * Keeps an element where the reader sees it while content is put above it: call before the change, and the answer after
 * it was drawn. `overflow-anchor` alone does not hold at scroll position 0, and Safari has none.
 */
export function holdPosition(scroller: Element, anchor: Element): () => void {
  const before = anchor.getBoundingClientRect().top;
  return () => {
    scroller.scrollTop += anchor.getBoundingClientRect().top - before;
  };
}
