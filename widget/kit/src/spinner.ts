import { css, html } from 'lit';
import { WidgetController } from './context.js';
import { TbElement } from './element.js';
import { kitMessages } from './kit-messages.js';
import { baseStyles } from './theme.js';

/** A turning ring, named for screen readers. */
export class TbSpinner extends TbElement {
  static override readonly tag = 'tb-spinner';
  static override styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
        inline-size: 22px;
        block-size: 22px;
      }
      .ring {
        display: block;
        inline-size: 100%;
        block-size: 100%;
        border: 2.5px solid var(--tb-color-border);
        border-block-start-color: var(--tb-color-accent);
        border-radius: 50%;
        animation: turn 0.8s linear infinite;
      }
      @keyframes turn {
        to {
          rotate: 1turn;
        }
      }
    `,
  ];
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(kitMessages);

  protected override render(): unknown {
    return html`<span class="ring" role="img" aria-label=${this.#t('loading')}></span>`;
  }
}
