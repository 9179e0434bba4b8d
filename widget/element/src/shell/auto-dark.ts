/** Relative luminance of a computed colour such as `rgb(18, 18, 20)`; null where it is see-through or not sRGB. */
function luminanceOf(color: string): number | null {
  const numbers = /^rgb/.test(color) ? (color.match(/[\d.]+/g) ?? []).map(Number) : [];
  const [red = 0, green = 0, blue = 0, alpha = numbers.length ? 1 : 0] = numbers;
  const light = (share: number): number => (share / 255) ** 2.2;
  return alpha < 0.5 ? null : 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
}

function luminanceBehind(element: Element): number | null {
  for (let node = outOf(element); node; node = outOf(node)) {
    const luminance = luminanceOf(getComputedStyle(node).backgroundColor);
    if (luminance !== null) return luminance;
  }
  return null;
}

/** The element around, out of shadow trees too. */
function outOf(node: Element): Element | null {
  return node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
}

/**
 * `theme="auto"` follows the page's `color-scheme` by itself. Many pages are dark by a class alone and never say
 * `color-scheme`; there the background decides.
 */
export function isDarkPage(widget: HTMLElement & { theme: string }): boolean {
  if (widget.theme !== 'auto') return false;
  // A page that names its colour scheme has said what it wants.
  const around = widget.parentElement ?? document.documentElement;
  if (getComputedStyle(around).colorScheme !== 'normal') return false;
  return (luminanceBehind(widget) ?? 1) < 0.25;
}
