import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { TbElement } from './element.js';
import { floatingStyles } from './floating.styles.js';
import { checkIcon, type IconShape, icon } from './icons.js';
import type { PlaceOptions } from './place.js';
import { placeBeside } from './place.js';
import { RovingFocusController } from './roving-focus.js';
import { baseStyles } from './theme.js';

export interface MenuItem {
  label: string;
  icon?: IconShape;
  /** Shown muted behind the label. */
  hint?: string;
  danger?: boolean;
  /** Set on items of a choice. */
  checked?: boolean;
  /** A line above it. */
  separated?: boolean;
  run: () => void;
}

/**
 * A menu in the top layer: `menu.show(button, items)`. Arrow keys, Home, End and first letters move; Esc, Tab and a press
 * outside close; the focus goes back to the button.
 */
export class TbMenu extends TbElement {
  static override readonly tag = 'tb-menu';
  static override properties: PropertyDeclarations = {
    label: {},
    items: { attribute: false },
    open: { type: Boolean, reflect: true },
  };
  static override styles = [
    baseStyles,
    floatingStyles,
    css`
      .box {
        padding: 6px;
        min-inline-size: 180px;
        max-inline-size: min(320px, calc(100vw - 16px));
      }
      button {
        display: flex;
        align-items: center;
        gap: 10px;
        inline-size: 100%;
        min-block-size: max(34px, var(--tb-target));
        padding: 6px 10px;
        border: 0;
        border-radius: calc(var(--tb-radius) * 0.5);
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        cursor: pointer;
      }
      button:hover,
      button:focus-visible {
        background: var(--tb-color-hover);
      }
      button:focus-visible {
        outline-offset: -2px;
        box-shadow: none;
      }
      .icon {
        color: var(--tb-color-text-muted);
      }
      .danger,
      .danger .icon {
        color: var(--tb-color-danger);
      }
      .grow {
        flex: 1;
      }
      hr {
        margin: 6px 4px;
        border: 0;
        border-block-start: 1px solid var(--tb-color-border);
      }
    `,
  ];

  label = '';
  items: readonly MenuItem[] = [];
  open = false;
  #anchor: HTMLElement | null = null;
  readonly #roving = new RovingFocusController(this, {
    items: () => [...this.renderRoot.querySelectorAll<HTMLElement>('button')],
    wrap: true,
  });

  async show(anchor: HTMLElement, items: readonly MenuItem[], options: PlaceOptions = {}): Promise<void> {
    this.#anchor = anchor;
    this.items = items;
    await this.updateComplete;
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (!box || !this.isConnected) return;
    if (!box.matches(':popover-open')) box.showPopover();
    placeBeside(box, anchor, options);
    const first = this.renderRoot.querySelector<HTMLElement>('button');
    if (first) this.#roving.move(first);
  }

  hide(): void {
    const box = this.renderRoot.querySelector<HTMLElement>('.box');
    if (box?.matches(':popover-open')) box.hidePopover();
  }

  protected override render(): unknown {
    return html`<div
      class="box"
      popover="auto"
      role="menu"
      aria-label=${this.label}
      @toggle=${this.#toggled}
      @keydown=${this.#keyDown}
      @focusin=${this.#roving.onFocusIn}
    >
      ${this.items.map((item) => this.#item(item))}
    </div>`;
  }

  #item(item: MenuItem): unknown {
    const isChoice = item.checked !== undefined;
    return html`${item.separated ? html`<hr role="separator" />` : nothing}<button
        type="button"
        role=${isChoice ? 'menuitemradio' : 'menuitem'}
        aria-checked=${isChoice ? String(item.checked) : nothing}
        class=${item.danger ? 'danger' : ''}
        @click=${() => this.#choose(item)}
      >
        ${item.icon ? icon(item.icon, 18) : nothing}<span class="grow">${item.label}</span>${
          item.hint ? html`<span class="muted">${item.hint}</span>` : nothing
        }${item.checked ? icon(checkIcon, 18) : nothing}
      </button>`;
  }

  #choose(item: MenuItem): void {
    const anchor = this.#anchor;
    this.hide();
    anchor?.focus();
    item.run();
  }

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
      this.#anchor?.focus();
      return;
    }
    this.#roving.onKeyDown(event);
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('button')];
    const letter = event.key.toLocaleLowerCase();
    const match = buttons.find((button) => button.textContent?.trim().toLocaleLowerCase().startsWith(letter));
    if (match) this.#roving.move(match);
  };

  readonly #toggled = (event: Event): void => {
    this.open = (event as ToggleEvent).newState === 'open';
    this.#anchor?.setAttribute('aria-expanded', String(this.open));
    if (!this.open) this.dispatchEvent(new Event('close'));
  };
}
