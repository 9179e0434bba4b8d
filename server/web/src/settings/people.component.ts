import type { Role } from '@teambrain/protocol';
import type { Invite, Workspace, WorkspaceMember } from '@teambrain/sdk';
import {
  avatar,
  baseStyles,
  controlStyles,
  formatRelative,
  icon,
  TbAvatar,
  TbError,
  TbSpinner,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { AppContext } from '../app-context.js';
import { readerLocale } from '../language.js';
import { WebInviteDialog } from '../screens/invite-dialog.component.js';
import { WebElement } from '../web-element.js';
import { invitePersonIcon } from '../web-icons.js';
import { WebConfirm } from './confirm.component.js';
import { settingsStyles } from './settings.styles.js';
import { t } from './settings-messages.js';

const roles = ['admin', 'member', 'viewer'] as const;

/** Members of the workspace with their roles, and the invitations that are open. */
export class WebPeople extends WebElement {
  static override readonly tag = 'tb-web-people';
  static override readonly dependencies = [TbAvatar, TbError, TbSpinner, WebConfirm, WebInviteDialog];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    rights: { attribute: false },
    members: { state: true },
    invites: { state: true },
    failure: { state: true },
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
        gap: 8px 12px;
        padding-block: 10px;
      }
      li + li {
        border-block-start: 1px solid var(--tb-color-border);
      }
      .who {
        flex: 1 1 180px;
        min-inline-size: 0;
      }
      .who b,
      .who small {
        display: block;
      }
      small {
        color: var(--tb-color-text-muted);
      }
      select.input {
        inline-size: auto;
        min-block-size: max(34px, var(--tb-target));
        padding: 4px 8px;
      }
    `,
  ];

  app!: AppContext;
  workspace!: Workspace;
  rights: ReadonlySet<string> = new Set();
  protected members: readonly WorkspaceMember[] | null = null;
  protected invites: readonly Invite[] = [];
  protected failure: unknown = null;

  get #manages(): boolean {
    return this.workspace.role === 'owner' || this.workspace.role === 'admin';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('workspace')) void this.#load();
  }

  async #load(): Promise<void> {
    const { workspaces } = this.app.client;
    const { id } = this.workspace;
    this.failure = null;
    try {
      const [members, invites] = await Promise.all([
        workspaces.members(id, { limit: 100 }).toArray({ max: 500 }),
        this.#manages ? workspaces.invites(id).toArray({ max: 100 }) : [],
      ]);
      this.members = members;
      this.invites = invites;
    } catch (error) {
      this.failure = error;
    }
  }

  protected override render(): unknown {
    if (this.failure) {
      return html`<h1 class="sr">${t('people')}</h1><tb-error .heading=${t('failed')} .error=${this.failure} retryable
        @retry=${() => this.#load()}></tb-error>`;
    }
    if (!this.members) return html`<h1 class="sr">${t('people')}</h1><tb-spinner></tb-spinner>`;
    const mayInvite = this.#manages || (this.workspace.membersMayInvite && this.workspace.role === 'member');
    return html`<div class="stack">
      <div class="head"><div><h1>${t('people')}</h1><p class="lead">${t('peopleText')}</p></div>
        ${
          mayInvite
            ? html`<button type="button" class="button primary" @click=${this.#invite}>${icon(invitePersonIcon, 18)} ${t('invite')}</button>`
            : nothing
        }</div>
      <div class="card"><ul>${this.members.map((member) => this.#renderMember(member))}</ul></div>
      ${this.invites.length ? this.#renderInvites() : nothing}
      <tb-web-invite-dialog .app=${this.app} .workspace=${this.workspace} @close=${() => this.#load()}></tb-web-invite-dialog>
      <tb-web-confirm></tb-web-confirm>
    </div>`;
  }

  #renderMember(member: WorkspaceMember): unknown {
    const { user, role, joinedAt } = member;
    const name = user.displayName || user.username;
    const mine = user.id === this.app.user?.id;
    const fixed = !this.#manages || mine || role === 'owner' || role === 'guest';
    return html`<li>
      ${avatar(user, { size: 36 })}
      <span class="who"><b class="truncate">${name}${mine ? html` <span class="muted">(${t('you')})</span>` : nothing}</b>
        <small><bdi dir="ltr">@${user.username}</bdi> · ${t('joined', { time: formatRelative(joinedAt, readerLocale()) })}</small></span>
      ${
        fixed
          ? html`<span class="muted">${t(role)}</span>`
          : html`<select class="input" aria-label=${t('role', { name })} @change=${(event: Event) =>
              this.#setRole(member, (event.target as HTMLSelectElement).value as Role)}>${roles.map(
              (one) => html`<option value=${one} .selected=${one === role}>${t(one)}</option>`,
            )}</select>
            <button type="button" class="button small" aria-label=${t('removeLabel', { name })}
              @click=${() => this.#remove(member)}>${t('remove')}</button>`
      }</li>`;
  }

  #renderInvites(): unknown {
    const until = new Intl.DateTimeFormat(readerLocale(), { dateStyle: 'medium' });
    return html`<div class="card"><h2>${t('invites')}</h2><ul>${this.invites.map(
      (invite) => html`<li>${icon(invitePersonIcon, 18)}<span class="grow">${t('inviteUses', {
        uses: invite.uses,
        max: invite.maxUses,
        role: t(invite.role),
        time: until.format(new Date(invite.expiresAt)),
      })}</span>
        <button type="button" class="button small" @click=${() => this.#revoke(invite)}>${t('revoke')}</button></li>`,
    )}</ul></div>`;
  }

  readonly #invite = (): void =>
    this.renderRoot.querySelector<WebInviteDialog>('tb-web-invite-dialog')?.show();

  async #setRole({ user }: WorkspaceMember, role: Role): Promise<void> {
    try {
      await this.app.client.workspaces.setRole(this.workspace.id, user.id, role);
      await this.#load();
    } catch (error) {
      this.failure = error;
    }
  }

  #remove({ user }: WorkspaceMember): void {
    const name = user.displayName || user.username;
    void this.renderRoot.querySelector<WebConfirm>('tb-web-confirm')?.ask({
      title: t('removeTitle', { name }),
      text: t('removeText'),
      action: t('remove'),
      danger: true,
      run: async () => {
        await this.app.client.workspaces.removeMember(this.workspace.id, user.id);
        await this.#load();
      },
    });
  }

  async #revoke({ id }: Invite): Promise<void> {
    await this.app.client.workspaces.revokeInvite(id).catch((error: unknown) => {
      this.failure = error;
    });
    this.invites = this.invites.filter((invite) => invite.id !== id);
  }
}
