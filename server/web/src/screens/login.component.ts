import { baseStyles, controlStyles, TbAvatar } from '@teambrain/widget-kit';
import { html, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { renderEntry } from '../entry-view.js';
import { FormController, renderField } from '../form.js';
import { entryStyles } from '../web.styles.js';
import { WebElement } from '../web-element.js';
import { t } from '../web-messages.js';
import { renderPasswordField } from './password-field.js';
import { passwordStyles } from './password-field.styles.js';

export class WebLogin extends WebElement {
  static override readonly tag = 'tb-web-login';
  static override readonly dependencies = [TbAvatar];
  static override properties: PropertyDeclarations = { app: { attribute: false } };
  static override styles = [baseStyles, controlStyles, entryStyles, passwordStyles];

  app!: AppContext;
  readonly #form = new FormController(this);

  protected override render(): unknown {
    return renderEntry(html`<div><h1>${t('loginTitle')}</h1><p class="lead">${t('loginText')}</p></div>
      <form @submit=${this.#submit}>
        ${renderField(this.#form, { name: 'login', label: t('loginField'), autocomplete: 'username', autofocus: true })}
        ${renderPasswordField(this.#form, { name: 'password', label: t('password'), autocomplete: 'current-password' })}
        ${this.#form.renderProblem()}
        <button class="button primary wide" ?disabled=${this.#form.busy}>${t('login')}</button>
      </form>
      <p class="aside"><a class="link" href="/forgot" data-route>${t('toForgot')}</a></p>
      <p class="aside">${t('noAccount')} <a class="link" href="/signup" data-route>${t('toSignup')}</a></p>`);
  }

  readonly #submit = this.#form.submit(async ({ login = '', password = '' }) => {
    await this.app.client.auth.login({ login, password });
    await this.app.entered();
  });
}
