import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface ThemedHost extends ReactiveControllerHost, HTMLElement {
  theme: string;
}

/** Relative luminance (WCAG) of a computed colour such as `rgb(18, 18, 20)`; null where it is see-through or not sRGB. */
export function luminanceOf(color: string): number | null {
  const numbers = color
    .match(/^rgba?\(([^)]+)\)$/)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  if (!numbers || numbers.length < 3 || (numbers[3] ?? 1) < 0.5) return null;
  const [red = 0, green = 0, blue = 0] = numbers.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function backgroundBehind(element: Element): string | null {
  for (let node: Element | null = element; node; node = node.parentElement ?? hostOf(node)) {
    if (node === element) continue;
    const color = getComputedStyle(node).backgroundColor;
    if (luminanceOf(color) !== null) return color;
  }
  return null;
}

function hostOf(node: Element): Element | null {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
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
    const background = backgroundBehind(this.#host);
    const luminance = background === null ? null : luminanceOf(background);
    return luminance !== null && luminance < 0.25;
  }
}
