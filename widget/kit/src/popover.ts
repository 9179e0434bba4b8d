import { css, html, type PropertyDeclarations } from 'lit';
import { TbElement } from './element.js';
import { floatingStyles } from './floating.styles.js';
import { type PlaceOptions, placeBeside } from './place.js';
import { baseStyles } from './theme.js';

/**
 * A light box beside a control, in the top layer: closes on Esc, on a press outside and on scroll of the page behind it.
 * @slot - The content.
 * @fires close - It went away, whatever closed it.
 */
export class TbPopover extends TbElement {
  static override readonly tag = 'tb-popover';
  static override properties: PropertyDeclarations = { label: {}, open: { type: Boolean, reflect: true } };
  static override styles = [
    baseStyles,
    floatingStyles,
    css`
      .box {
        padding: 0;
        overscroll-behavior: contain;
        max-inline-size: calc(100vw - 16px);
      }
      .box:popover-open {
        animation: rise var(--tb-duration) ease-out;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 4px;
        }
      }
    `,
  ];

  /** Accessible name of the box. */
  label = '';
  open = false;
  #anchor: HTMLElement | null = null;
  #options: PlaceOptions = {};
  #watch: ResizeObserver | null = null;

  get #box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.box');
  }

  async show(anchor: HTMLElement, options: PlaceOptions = {}): Promise<void> {
    this.#anchor = anchor;
    this.#options = options;
    await this.updateComplete;
    const box = this.#box;
    if (!box || !this.isConnected) return;
    if (!box.matches(':popover-open')) box.showPopover();
    this.#place();
    this.#watch = new ResizeObserver(() => this.#place());
    this.#watch.observe(box);
    window.addEventListener('resize', this.#place);
  }

  hide(): void {
    const box = this.#box;
    if (box?.matches(':popover-open')) box.hidePopover();
  }

  async toggle(anchor: HTMLElement, options: PlaceOptions = {}): Promise<void> {
    if (this.open) this.hide();
    else await this.show(anchor, options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.open = false;
  }

  protected override render(): unknown {
    return html`<div
      class="box"
      popover="auto"
      role="dialog"
      aria-label=${this.label}
      @toggle=${this.#toggled}
      @keydown=${this.#keyDown}
    >
      <slot></slot>
    </div>`;
  }

  readonly #place = (): void => {
    const box = this.#box;
    if (box && this.#anchor) placeBeside(box, this.#anchor, this.#options);
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    // The browser closes the popover too, but the shell around it would take the same key as "close the widget".
    event.preventDefault();
    event.stopPropagation();
    this.hide();
    this.#anchor?.focus();
  };

  readonly #toggled = (event: Event): void => {
    this.open = (event as ToggleEvent).newState === 'open';
    if (this.open) return;
    this.#stop();
    this.dispatchEvent(new Event('close'));
  };

  #stop(): void {
    this.#watch?.disconnect();
    this.#watch = null;
    window.removeEventListener('resize', this.#place);
  }
}
