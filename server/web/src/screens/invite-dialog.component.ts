import type { Workspace } from '@teambrain/sdk';
import { baseStyles, checkIcon, controlStyles, copyIcon, icon, TbDialog } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { sayFailure } from '../form.js';
import { WebElement } from '../web-element.js';
import { t } from '../web-messages.js';

const days = 7;

/** Makes a link by which people join a workspace. @fires close */
export class WebInviteDialog extends WebElement {
  static override readonly tag = 'tb-web-invite-dialog';
  static override readonly dependencies = [TbDialog];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    url: { state: true },
    busy: { state: true },
    copied: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      p {
        margin: 0 0 14px;
        color: var(--tb-color-text-muted);
      }
      .line {
        display: flex;
        gap: 8px;
      }
      .error {
        margin-block: 10px 0;
        color: var(--tb-color-danger);
      }
      .error:empty {
        display: none;
      }
    `,
  ];

  app!: AppContext;
  workspace!: Workspace;
  protected url = '';
  protected busy = false;
  protected copied = false;
  protected failure: unknown = null;

  show(): void {
    this.url = '';
    this.failure = null;
    this.renderRoot.querySelector<TbDialog>('tb-dialog')?.show();
  }

  protected override render(): unknown {
    return html`<tb-dialog .heading=${t('inviteDialogTitle', { workspace: this.workspace.name })} @close=${() => this.dispatchEvent(new Event('close'))}>
      <p>${t('inviteDialogText', { days })}</p>
      ${this.url ? this.#renderLink() : this.#renderMake()}
      <p class="error" role="alert">${this.failure ? sayFailure(this.failure) : ''}</p>
    </tb-dialog>`;
  }

  #renderMake(): unknown {
    return html`<button type="button" class="button primary wide" ?disabled=${this.busy} @click=${this.#make}>
      ${t('inviteMake')}
    </button>`;
  }

  #renderLink(): unknown {
    return html`<div class="field">
      <label for="link">${t('inviteLink')}</label>
      <div class="line">
        <input id="link" class="input" readonly .value=${this.url} @focus=${this.#select} />
        <button type="button" class="button primary" @click=${this.#copy}>
          ${icon(this.copied ? checkIcon : copyIcon, 18)} ${t(this.copied ? 'copied' : 'copy')}
        </button>
      </div>
    </div>`;
  }

  readonly #make = async (): Promise<void> => {
    this.busy = true;
    this.failure = null;
    this.copied = false;
    try {
      const invite = await this.app.client.workspaces.invite(this.workspace.id, {
        expiresInHours: days * 24,
      });
      this.url = invite.token
        ? `${location.origin}/invite#t=${encodeURIComponent(invite.token)}`
        : (invite.url ?? '');
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLInputElement>('#link')?.focus();
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  };

  readonly #select = (event: Event): void => (event.target as HTMLInputElement).select();

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.url);
      this.copied = true;
    } catch {
      // No clipboard without https or permission: the text is selected, so that the keyboard copies it.
      this.renderRoot.querySelector<HTMLInputElement>('#link')?.focus();
    }
  };
}
