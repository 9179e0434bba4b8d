import { baseStyles, checkIcon, controlStyles, copyIcon, icon } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations } from 'lit';
import { WebElement } from '../web-element.js';
import { t } from './settings-messages.js';

/** Copies a text, and says so for a while. Without a clipboard it asks its host to show the text for the keyboard. */
export class WebCopyButton extends WebElement {
  static override readonly tag = 'tb-web-copy-button';
  static override properties: PropertyDeclarations = {
    text: {},
    what: {},
    copied: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: inline-block;
        flex: none;
      }
    `,
  ];

  text = '';
  /** Named to screen readers: "Copy the key". */
  what = '';
  protected copied = false;

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('text')) this.copied = false;
  }

  protected override render(): unknown {
    return html`<button type="button" class="button small" aria-label=${t(this.copied ? 'copied' : 'copyOne', { what: this.what })}
        @click=${this.#copy}>${icon(this.copied ? checkIcon : copyIcon, 15)} ${t(this.copied ? 'copied' : 'copy')}</button>
      <span class="sr" role="status">${this.copied ? t('copied') : ''}</span>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.text);
      this.copied = true;
    } catch {
      this.dispatchEvent(new Event('uncopied', { bubbles: true, composed: true }));
    }
  };
}
