import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { WidgetController } from './context.js';
import { controlStyles } from './controls.js';
import { TbElement } from './element.js';
import { explainError } from './explain-error.js';
import { type IconShape, icon } from './icons.js';
import { kitMessages } from './kit-messages.js';
import { alertIcon } from './more-icons.js';
import { baseStyles } from './theme.js';

const centred = css`
  :host {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 12px;
    padding: 32px 24px;
    text-align: center;
    min-block-size: 0;
  }
  .round {
    display: grid;
    place-items: center;
    inline-size: 56px;
    block-size: 56px;
    border-radius: 50%;
    background: var(--tb-color-accent-soft);
    color: var(--tb-color-accent);
  }
  h2,
  p {
    margin: 0;
    max-inline-size: 38ch;
    text-wrap: balance;
  }
  h2 {
    font-size: 1.15em;
    line-height: 1.3;
  }
`;

/**
 * Nothing here yet: says so, and what to do about it.
 * @slot - The sentence below the heading.
 * @slot actions
 */
export class TbEmpty extends TbElement {
  static override readonly tag = 'tb-empty';
  static override properties: PropertyDeclarations = { heading: {}, icon: { attribute: false } };
  static override styles = [baseStyles, centred];

  heading = '';
  icon: IconShape | null = null;

  protected override render(): unknown {
    return html`${this.icon ? html`<div class="round">${icon(this.icon, 26)}</div>` : nothing}
      <h2>${this.heading}</h2>
      <p class="muted"><slot></slot></p>
      <slot name="actions"></slot>`;
  }
}

/**
 * Something failed: the reason, a way to try again, and the request id for whoever looks into it.
 * @fires retry - The button was pressed.
 */
export class TbError extends TbElement {
  static override readonly tag = 'tb-error';
  static override properties: PropertyDeclarations = {
    heading: {},
    error: { attribute: false },
    text: {},
    retryable: { type: Boolean },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    centred,
    css`
      .round {
        background: var(--tb-color-surface);
        color: var(--tb-color-danger);
      }
      code {
        font-family: var(--tb-font-mono);
        font-size: 0.85em;
      }
    `,
  ];

  heading = '';
  error: unknown = null;
  /** The reason, where somebody knows better than the error. */
  text = '';
  retryable = true;
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(kitMessages);

  protected override render(): unknown {
    const { requestId } = (this.error ?? {}) as { requestId?: string };
    const text = this.text || explainError(this.widget.state, this.error);
    const failed = explainError(this.widget.state, null);
    return html`<div class="round">${icon(alertIcon, 26)}</div>
      <h2>${this.heading || failed}</h2>
      ${text !== failed ? html`<p class="muted">${text}</p>` : nothing}
      ${
        this.retryable
          ? html`<button type="button" class="button" @click=${this.#retry}>${this.#t('retry')}</button>`
          : nothing
      }
      ${requestId ? html`<code class="muted">${this.#t('request', { id: requestId })}</code>` : nothing}`;
  }

  readonly #retry = (): void => {
    this.dispatchEvent(new Event('retry'));
  };
}
