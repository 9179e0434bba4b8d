import type { Session, User } from '@teambrain/protocol';
import {
  avatar,
  baseStyles,
  controlStyles,
  formatRelative,
  icon,
  TbAvatar,
  TbDialog,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { FormController, renderField } from '../form.js';
import { readerLocale } from '../language.js';
import { WebElement } from '../web-element.js';
import { deviceIcon } from '../web-icons.js';
import { t } from '../web-messages.js';
import { describeDevice } from './describe-device.js';
import { renderPasswordField } from './password-field.js';
import { passwordStyles } from './password-field.styles.js';

/** The account of whoever is signed in: name, password, devices. */
export class WebAccountDialog extends WebElement {
  static override readonly tag = 'tb-web-account-dialog';
  static override readonly dependencies = [TbDialog, TbAvatar];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    user: { attribute: false },
    sessions: { state: true },
    note: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    passwordStyles,
    css`
      section + section {
        margin-block-start: 20px;
        padding-block-start: 18px;
        border-block-start: 1px solid var(--tb-color-border);
      }
      h3 {
        margin: 0 0 10px;
        font-size: 1em;
      }
      form {
        display: grid;
        gap: 10px;
      }
      .who {
        display: flex;
        align-items: center;
        gap: 12px;
        margin-block-end: 14px;
      }
      .who b {
        display: block;
        font-size: 1.1em;
      }
      .input-line {
        position: relative;
        display: grid;
      }
      .input-line .icon-button {
        position: absolute;
        inset-inline-end: 4px;
        inset-block: 0;
        margin-block: auto;
      }
      .button {
        justify-self: start;
      }
      .problem {
        margin: 0;
      }
      .device {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 12px;
        padding-block: 8px;
      }
      .device small {
        display: block;
        color: var(--tb-color-text-muted);
      }
      .note {
        margin: 0;
        color: var(--tb-color-success);
      }
    `,
  ];

  app!: AppContext;
  user: User | null = null;
  protected sessions: readonly Session[] = [];
  protected note = '';
  readonly #profile = new FormController(this);
  readonly #password = new FormController(this);

  async show(): Promise<void> {
    this.note = '';
    this.renderRoot.querySelector<TbDialog>('tb-dialog')?.show();
    this.sessions = await this.app.client.auth
      .sessions()
      .toArray({ max: 50 })
      .catch(() => []);
  }

  protected override render(): unknown {
    const { user } = this;
    if (!user) return nothing;
    return html`<tb-dialog .heading=${t('profileTitle')}>
      <section>
        <div class="who">
          ${avatar(user, { size: 48 })}
          <div><b>${user.displayName || user.username}</b><bdi class="muted" dir="ltr">@${user.username}</bdi></div>
        </div>
        <form @submit=${this.#saveProfile}>
          ${renderField(this.#profile, {
            name: 'displayName',
            label: t('displayName'),
            value: user.displayName,
            autocomplete: 'name',
            maxLength: 80,
          })}
          ${this.#profile.renderProblem()}
          <button class="button" ?disabled=${this.#profile.busy}>${t('save')}</button>
        </form>
      </section>
      <section>
        <h3>${t('changePassword')}</h3>
        <form @submit=${this.#savePassword}>
          <input hidden autocomplete="username" .value=${user.username} />
          ${renderPasswordField(this.#password, {
            name: 'currentPassword',
            label: t('currentPassword'),
            autocomplete: 'current-password',
          })}
          ${renderPasswordField(this.#password, {
            name: 'newPassword',
            label: t('newPassword'),
            autocomplete: 'new-password',
            hint: t('passwordHint'),
          })}
          ${this.#password.renderProblem()}
          <button class="button" ?disabled=${this.#password.busy}>${t('changePassword')}</button>
        </form>
      </section>
      <section>
        <h3>${t('sessions')}</h3>
        ${this.sessions.map((session) => this.#renderSession(session))}
        <button type="button" class="button small" @click=${() => this.app.logout(true)}>${t('logoutEverywhere')}</button>
      </section>
      <p class="note" role="status">${this.note}</p>
    </tb-dialog>`;
  }

  #renderSession(session: Session): unknown {
    const device = describeDevice(session.userAgent) || t('sessionUnknown');
    return html`<div class="device">
      ${icon(deviceIcon)}
      <div>
        ${device}
        <small>${
          session.current
            ? t('sessionCurrent')
            : t('sessionSeen', { time: formatRelative(session.lastSeenAt, readerLocale()) })
        }</small>
      </div>
      ${
        session.current
          ? nothing
          : html`<button type="button" class="button small" aria-label=${t('sessionEndLabel', { device })}
              @click=${() => this.#end(session)}>${t('sessionEnd')}</button>`
      }
    </div>`;
  }

  async #end(session: Session): Promise<void> {
    await this.app.client.auth.endSession(session.id);
    this.sessions = this.sessions.filter(({ id }) => id !== session.id);
  }

  readonly #saveProfile = this.#profile.submit(async ({ displayName = '' }) => {
    await this.app.client.auth.updateMe({ displayName });
    this.note = t('profileSaved');
  });

  readonly #savePassword = this.#password.submit(async ({ currentPassword = '', newPassword = '' }) => {
    await this.app.client.auth.changePassword({ currentPassword, newPassword });
    for (const input of this.renderRoot.querySelectorAll<HTMLInputElement>('input[name$="Password"]'))
      input.value = '';
    this.note = t('passwordChanged');
  });
}
