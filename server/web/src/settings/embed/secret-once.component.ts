import type { EmbedSecret } from '@teambrain/plugin-embed/shared';
import { alertIcon, baseStyles, controlStyles, icon } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { WebElement } from '../../web-element.js';
import { WebCopyButton } from '../copy-button.component.js';
import { settingsStyles } from '../settings.styles.js';
import { t } from './embed-messages.js';

/** A secret, shown this once. @fires kept - It was copied somewhere and may go. */
export class WebSecretOnce extends WebElement {
  static override readonly tag = 'tb-web-secret-once';
  static override readonly dependencies = [WebCopyButton];
  static override properties: PropertyDeclarations = { secret: { attribute: false } };
  static override styles = [
    baseStyles,
    controlStyles,
    settingsStyles,
    css`
      .card {
        border-color: var(--tb-color-accent);
        background: var(--tb-color-bg);
      }
      h2 {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      .line {
        display: flex;
        gap: 8px;
        align-items: center;
      }
      input {
        flex: 1;
      }
    `,
  ];

  secret: EmbedSecret | null = null;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override render(): unknown {
    if (!this.secret) return nothing;
    const { secret } = this.secret;
    return html`<section class="card" aria-labelledby="once">
      <h2 id="once" tabindex="-1">${icon(alertIcon, 18)} ${t('secretTitle')}</h2>
      <p class="lead">${t('secretOnce')}</p>
      ${this.#renderLine('secret', t('secret'), secret)}
      ${this.#renderLine('env', t('envLine'), `TEAMBRAIN_APP_SECRET=${secret}`)}
      <div><button type="button" class="button primary" @click=${() =>
        this.dispatchEvent(
          new Event('kept', { bubbles: true, composed: true }),
        )}>${t('secretKept')}</button></div>
    </section>`;
  }

  #renderLine(id: string, label: string, text: string): unknown {
    return html`<div class="field"><label for=${id}>${label}</label>
      <div class="line"><input id=${id} class="input mono" readonly .value=${text} @focus=${select} />
        <tb-web-copy-button .text=${text} .what=${label} @uncopied=${focusField}></tb-web-copy-button></div></div>`;
  }
}

const select = (event: Event): void => (event.target as HTMLInputElement).select();
/** No clipboard without https or permission: the text is selected, so that the keyboard copies it. */
const focusField = (event: Event): void =>
  (event.target as HTMLElement).parentElement?.querySelector('input')?.focus();
