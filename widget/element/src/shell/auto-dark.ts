import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface ThemedHost extends ReactiveControllerHost, HTMLElement {
  theme: string;
}

/** Relative luminance (WCAG) of a computed colour such as `rgb(18, 18, 20)`; null where it is see-through or not sRGB. */
export function luminanceOf(color: string): number | null {
  const numbers = /^rgb/.test(color) ? color.match(/[\d.]+/g)?.map(Number) : undefined;
  if (!numbers || (numbers[3] ?? 1) < 0.5) return null;
  const weights = [0.2126, 0.7152, 0.0722];
  return weights.reduce((sum, weight, index) => {
    const share = (numbers[index] ?? 0) / 255;
    return sum + weight * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
  }, 0);
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
 * `color-scheme`; there the background decides. Watches the attributes by which pages switch.
 */
export class AutoDarkController implements ReactiveController {
  readonly #host: ThemedHost;
  #observer: MutationObserver | null = null;

  constructor(host: ThemedHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.check());
    const options = { attributes: true, attributeFilter: ['class', 'data-theme', 'data-mode', 'style'] };
    this.#observer.observe(document.documentElement, options);
    if (document.body) this.#observer.observe(document.body, options);
    this.check();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  hostUpdated(): void {
    this.check();
  }

  check(): void {
    this.#host.toggleAttribute('data-auto-dark', this.#isDarkPage());
  }

  #isDarkPage(): boolean {
    if (this.#host.theme !== 'auto') return false;
    // A page that names its colour scheme has said what it wants.
    const around = this.#host.parentElement ?? document.documentElement;
    if (getComputedStyle(around).colorScheme !== 'normal') return false;
    return (luminanceBehind(this.#host) ?? 1) < 0.25;
  }
}
