import type { EmbedApp, EmbedSecret } from '@teambrain/plugin-embed/shared';
import { baseStyles, controlStyles, icon, keyIcon } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../../app-context.js';
import { readerLocale } from '../../language.js';
import { WebElement } from '../../web-element.js';
import { WebConfirm } from '../confirm.component.js';
import { settingsStyles } from '../settings.styles.js';
import { t } from './embed-messages.js';
import { WebSecretOnce } from './secret-once.component.js';

const sayTime = (time: string): string =>
  new Intl.DateTimeFormat(readerLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));

/** Secrets of an app: which are valid until when, a new one, one less. */
export class WebAppSecrets extends WebElement {
  static override readonly tag = 'tb-web-app-secrets';
  static override readonly dependencies = [WebConfirm, WebSecretOnce];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    embedApp: { attribute: false },
    fresh: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    settingsStyles,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 14px;
        padding-block: 12px;
        border-block-start: 1px solid var(--tb-color-border);
      }
    `,
  ];

  app!: AppContext;
  embedApp!: EmbedApp;
  protected fresh: EmbedSecret | null = null;

  protected override render(): unknown {
    const { secrets } = this.embedApp;
    return html`<div class="stack">
      ${
        this.fresh
          ? html`<tb-web-secret-once .secret=${this.fresh} @kept=${(event: Event) => {
              event.stopPropagation();
              this.fresh = null;
            }}></tb-web-secret-once>`
          : nothing
      }
      <div class="card">
        <div class="head"><p class="lead">${t('secretsText')}</p>
          <button type="button" class="button primary" @click=${this.#rotate}>${t('rotate')}</button></div>
        <ul>${secrets.map((secret) => this.#renderSecret(secret, secrets.length > 1))}</ul>
      </div>
      <tb-web-confirm></tb-web-confirm>
    </div>`;
  }

  #renderSecret(secret: EmbedApp['secrets'][number], removable: boolean): unknown {
    const made = sayTime(secret.createdAt);
    return html`<li>${icon(keyIcon, 18)}
      <span class="grow"><code>…${secret.id.slice(-8)}</code> <span class="muted">${t('secretMade', { time: made })}</span></span>
      <span class=${secret.expiresAt ? 'state off' : 'state'}>${
        secret.expiresAt ? t('secretEnds', { time: sayTime(secret.expiresAt) }) : t('secretNow')
      }</span>
      ${
        removable
          ? html`<button type="button" class="button small" aria-label=${t('removeSecretLabel', { time: made })}
              @click=${() => this.#remove(secret.id)}>${t('removeSecret')}</button>`
          : nothing
      }</li>`;
  }

  get #confirm(): WebConfirm | null {
    return this.renderRoot.querySelector<WebConfirm>('tb-web-confirm');
  }

  async #reload(): Promise<void> {
    const app = await this.app.client.apps.get(this.embedApp.id);
    this.dispatchEvent(new CustomEvent('changed', { detail: app }));
  }

  readonly #rotate = (): void => {
    void this.#confirm?.ask({
      title: t('rotateTitle'),
      text: t('rotateText'),
      action: t('rotate'),
      run: async () => {
        this.fresh = await this.app.client.apps.rotateSecret(this.embedApp.id);
        await this.#reload();
      },
    });
  };

  #remove(secretId: string): void {
    void this.#confirm?.ask({
      title: t('removeSecretTitle'),
      text: t('removeSecretText'),
      action: t('removeSecret'),
      danger: true,
      run: async () => {
        await this.app.client.apps.deleteSecret(this.embedApp.id, secretId);
        await this.#reload();
      },
    });
  }
}
