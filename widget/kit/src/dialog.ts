import { css, html, type PropertyDeclarations } from 'lit';
import { WidgetController } from './context.js';
import { controlStyles } from './controls.js';
import { TbElement } from './element.js';
import { closeIcon, icon } from './icons.js';
import { kitMessages } from './kit-messages.js';
import { baseStyles } from './theme.js';

/** How forms and lists in a dialog are laid out, and how it tells what went wrong. */
export const dialogStyles = css`
  form,
  .stack {
    display: grid;
    gap: 14px;
    grid-template-columns: minmax(0, 1fr);
  }
  fieldset {
    border: 0;
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }
  legend {
    font-size: 0.93em;
    font-weight: 600;
    margin-block-end: 4px;
    padding: 0;
  }
  .choice {
    align-items: start;
    border-radius: 8px;
    column-gap: 10px;
    cursor: pointer;
    display: grid;
    grid-template-columns: 18px minmax(0, 1fr);
  }
  .choice input {
    accent-color: var(--tb-color-accent);
    block-size: 16px;
    inline-size: 16px;
    margin: 2px 0 0;
  }
  .choice > .hint {
    grid-column: 2;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    justify-content: flex-end;
  }
  .notice,
  .failure {
    background: var(--tb-color-surface);
    border-inline-start: 3px solid var(--tb-color-accent);
    border-radius: 6px;
    margin: 0;
    overflow-wrap: anywhere;
    padding: 8px 12px;
  }
  .failure {
    border-inline-start-color: var(--tb-color-danger);
  }
  .failure small {
    color: var(--tb-color-text-muted);
    display: block;
    font-family: var(--tb-font-mono);
  }
`;

/**
 * A modal question or form on the native `<dialog>`: focus stays inside, Esc closes, the focus returns to where it was.
 * @slot - The content, often a `form`.
 * @slot actions - Buttons, at the end of the line.
 * @fires close - It went away.
 * @csspart dialog
 */
export class TbDialog extends TbElement {
  static override readonly tag = 'tb-dialog';
  static override properties: PropertyDeclarations = {
    heading: {},
    open: { type: Boolean, reflect: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: contents;
      }
      dialog {
        inline-size: min(440px, calc(100vw - 32px));
        max-block-size: min(680px, calc(100dvh - 32px));
        padding: 0;
        border: 1px solid var(--tb-color-border);
        border-radius: calc(var(--tb-radius) * 1.25);
        background: var(--tb-color-bg);
        color: var(--tb-color-text);
        box-shadow: var(--tb-shadow);
        overflow: auto;
      }
      dialog[open] {
        animation: rise var(--tb-duration) ease-out;
      }
      dialog::backdrop {
        background: rgb(10 12 16 / 0.45);
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 8px;
          scale: 0.98;
        }
      }
      .header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding-block: 16px 4px;
        padding-inline: 20px 12px;
      }
      h2 {
        flex: 1;
        margin: 0;
        font-size: calc(var(--tb-font-size) * 1.2);
        line-height: 1.3;
      }
      .body {
        padding: 8px 20px 20px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 0 20px 20px;
      }
      footer:not(:has(slot[data-filled])) {
        display: none;
      }
    `,
  ];

  heading = '';
  open = false;
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(kitMessages);

  show(): void {
    this.open = true;
  }

  hide(): void {
    this.open = false;
  }

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector('dialog');
    if (!dialog) return;
    if (this.open && !dialog.open) dialog.showModal();
    else if (!this.open && dialog.open) dialog.close();
  }

  protected override render(): unknown {
    return html`<dialog
      part="dialog"
      aria-labelledby="heading"
      @close=${this.#closed}
      @keydown=${this.#keyDown}
      @pointerdown=${this.#pressed}
    >
      <div class="header">
        <h2 id="heading">${this.heading}</h2>
        <button type="button" class="icon-button" aria-label=${this.#t('close')} @click=${this.hide}>
          ${icon(closeIcon)}
        </button>
      </div>
      <div class="body"><slot></slot></div>
      <footer><slot name="actions" @slotchange=${this.#slotted}></slot></footer>
    </dialog>`;
  }

  readonly #closed = (): void => {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    // Keys inside a dialog are not for the panel below it.
    event.stopPropagation();
  };

  readonly #pressed = (event: PointerEvent): void => {
    if (event.composedPath()[0] === this.renderRoot.querySelector('dialog')) {
      const box = (event.composedPath()[0] as HTMLElement).getBoundingClientRect();
      const inside =
        event.clientX >= box.left &&
        event.clientX <= box.right &&
        event.clientY >= box.top &&
        event.clientY <= box.bottom;
      if (!inside) this.hide();
    }
  };

  readonly #slotted = (event: Event): void => {
    const slot = event.target as HTMLSlotElement;
    slot.toggleAttribute('data-filled', slot.assignedElements().length > 0);
  };
}
