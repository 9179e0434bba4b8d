import { baseStyles, controlStyles, TbAvatar } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { renderEntry } from '../entry-view.js';
import { FormController, renderField } from '../form.js';
import { entryStyles } from '../web.styles.js';
import { WebElement } from '../web-element.js';
import { t } from '../web-messages.js';
import { renderPasswordField } from './password-field.js';
import { passwordStyles } from './password-field.styles.js';
import { suggestUsername } from './suggest-username.js';

/** Creates an account; with `setup`, the first one of the server. */
export class WebSignup extends WebElement {
  static override readonly tag = 'tb-web-signup';
  static override readonly dependencies = [TbAvatar];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    setup: { type: Boolean },
    setupKey: { attribute: false },
    username: { state: true },
  };
  static override styles = [baseStyles, controlStyles, entryStyles, passwordStyles];

  app!: AppContext;
  setup = false;
  setupKey = '';
  protected username = '';
  /** Once somebody wrote a username, their name no longer changes it. */
  #touched = false;
  readonly #form = new FormController(this);

  protected override render(): unknown {
    const form = this.#form;
    return renderEntry(html`<div>
        <h1>${t(this.setup ? 'setupTitle' : 'signupTitle')}</h1>
        <p class="lead">${t(this.setup ? 'setupText' : 'signupText')}</p>
      </div>
      <form @submit=${this.#submit}>
        ${
          this.setup && !this.setupKey
            ? renderField(form, { name: 'key', label: t('setupKey'), hint: t('setupKeyHint') })
            : nothing
        }
        ${renderField(form, {
          name: 'displayName',
          label: t('displayName'),
          autocomplete: 'name',
          maxLength: 80,
          input: this.#named,
          autofocus: true,
        })}
        ${renderField(form, {
          name: 'username',
          label: t('username'),
          autocomplete: 'username',
          value: this.username,
          maxLength: 32,
          input: this.#userNamed,
          hint: this.username ? t('usernameHint', { username: this.username }) : nothing,
        })}
        ${renderField(form, { name: 'email', label: t('email'), type: 'email', autocomplete: 'email' })}
        ${renderPasswordField(form, {
          name: 'password',
          label: t('password'),
          autocomplete: 'new-password',
          hint: t('passwordHint'),
        })}
        ${form.renderProblem({ unauthenticated: 'setupKeyWrong' })}
        <button class="button primary wide" ?disabled=${form.busy}>${t(this.setup ? 'setup' : 'signup')}</button>
      </form>
      ${
        this.setup
          ? nothing
          : html`<p class="aside">${t('haveAccount')} <a class="link" href="/login" data-route>${t('toLogin')}</a></p>`
      }`);
  }

  readonly #named = (event: InputEvent): void => {
    if (!this.#touched) this.username = suggestUsername((event.target as HTMLInputElement).value);
  };

  readonly #userNamed = (event: InputEvent): void => {
    this.username = (event.target as HTMLInputElement).value;
    this.#touched = this.username !== '';
  };

  readonly #submit = this.#form.submit(async (values) => {
    const { displayName = '', username = '', email = '', password = '', key = this.setupKey } = values;
    const account = { displayName, username, email, password };
    const { auth } = this.app.client;
    await (this.setup ? auth.setup({ ...account, token: key }) : auth.register(account));
    await this.app.entered();
  });
}
