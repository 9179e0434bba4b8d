import type { Page } from 'playwright-core';

/**
 * Texts on show that do not fit into their boxes: cut off, or hanging over. Runs through the shadow trees of the widget;
 * what is hidden from sight, and what may scroll, does not count.
 */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!hasText(element) || element.matches('.sr, style, option')) continue;
        if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
        const { display, overflowX } = getComputedStyle(element);
        if (display === 'inline' || display === 'contents' || overflowX === 'auto' || overflowX === 'scroll')
          continue;
        if (element.scrollWidth > element.clientWidth + 1 || isCut(element))
          found.push(
            `${element.localName}.${element.className}: ${element.textContent?.trim().slice(0, 60)}`,
          );
      }
    };
    /** Whether the box of an ancestor that hides what hangs over cuts the text. */
    const isCut = (element: HTMLElement): boolean => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const text = range.getBoundingClientRect();
      for (let at = element.parentElement; at; at = at.parentElement) {
        if (getComputedStyle(at).overflowX !== 'hidden' && getComputedStyle(at).overflowX !== 'clip')
          continue;
        const box = at.getBoundingClientRect();
        return text.left < box.left - 1 || text.right > box.right + 1;
      }
      return false;
    };
    look(document);
    return [...new Set(found)];
  });
}
