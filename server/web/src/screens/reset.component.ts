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

/** Asks for a link that sets a new password; with a key, takes the new password. */
export class WebReset extends WebElement {
  static override readonly tag = 'tb-web-reset';
  static override readonly dependencies = [TbAvatar];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    key: { attribute: false },
    done: { state: true },
  };
  static override styles = [baseStyles, controlStyles, entryStyles, passwordStyles];

  app!: AppContext;
  /** What follows `#k=` in the link; empty: somebody who wants one. */
  key = '';
  protected done = false;
  readonly #form = new FormController(this);

  protected override render(): unknown {
    const step = this.key ? 'reset' : 'forgot';
    return renderEntry(html`<div>
        <h1>${t(`${step}Title`)}</h1>
        <p class="lead" role="status">${t(this.done ? `${step}Done` : `${step}Text`)}</p>
      </div>
      ${this.done ? '' : this.#renderForm()}
      <p class="aside"><a class="link" href="/login" data-route>${t(this.done ? 'toLogin' : 'backToLogin')}</a></p>`);
  }

  #renderForm(): unknown {
    const form = this.#form;
    return html`<form @submit=${this.#submit}>
      ${
        this.key
          ? renderPasswordField(form, {
              name: 'newPassword',
              label: t('newPassword'),
              autocomplete: 'new-password',
              hint: t('passwordHint'),
              autofocus: true,
            })
          : renderField(form, {
              name: 'login',
              label: t('loginField'),
              autocomplete: 'username',
              autofocus: true,
            })
      }
      ${form.renderProblem({ unauthenticated: 'linkWrong' })}
      <button class="button primary wide" ?disabled=${form.busy}>${t(this.key ? 'reset' : 'forgot')}</button>
    </form>`;
  }

  readonly #submit = this.#form.submit(async ({ login = '', newPassword = '' }) => {
    const { auth } = this.app.client;
    await (this.key ? auth.resetPassword({ token: this.key, newPassword }) : auth.forgotPassword(login));
    this.done = true;
  });
}
