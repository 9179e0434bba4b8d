import type { Role } from '@teambrain/protocol';
import { copyIcon, icon } from '@teambrain/widget-kit';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { RoomInvite } from '../../client/api.js';
import { fieldsOf, RoomDialog } from './room-dialog.js';

const roles = ['member', 'viewer', 'admin'] as const satisfies Role[];
const days = [1, 7, 30];

/** Makes an invitation link. The server keeps only a hash of it, so it is shown once. */
export class TbInvitePeople extends RoomDialog {
  static override readonly tag = 'tb-invite-people';
  static override properties: PropertyDeclarations = { _invite: { state: true } };

  private _invite: RoomInvite | undefined;

  protected override render(): unknown {
    const { t, name, _invite: invite } = this;
    return this.frame(t('inviteTitle', { name }), invite ? this.#renderLink(invite) : this.#renderForm());
  }

  #renderForm(): TemplateResult {
    const { t } = this;
    return html`<form @submit=${this.#submit}>
      <div class="field"><label for="role">${t('inviteRole')}</label>
        <select class="input" id="role" name="role">
          ${roles.map((role) => html`<option value=${role}>${t(`role.${role}`)}</option>`)}
        </select></div>
      <div class="row">
        <div class="field"><label for="uses">${t('inviteUses')}</label>
          <input class="input" id="uses" name="uses" type="number" min="1" max="1000" value="10" required /></div>
        <div class="field"><label for="days">${t('inviteDays')}</label>
          <select class="input" id="days" name="days">
            ${days.map((count) => html`<option value=${count} ?selected=${count === 7}>${t('days', { count })}</option>`)}
          </select></div>
      </div>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${this.done}>${t('cancel')}</button>
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t('inviteMake')}</button>
      </div></form>`;
  }

  #renderLink(invite: RoomInvite): TemplateResult {
    const { t } = this;
    return html`<div class="stack">
      <div class="field"><label for="link">${t('inviteLink')}</label>
        <input class="input" id="link" readonly dir="ltr" .value=${linkOf(invite)} @focus=${select} /></div>
      <span class="hint">${t('inviteOnce')}</span>
      <div class="actions">
        <button type="button" class="button" @click=${this.done}>${t('close')}</button>
        <button type="button" class="button primary" @click=${() => this.#copy(linkOf(invite))}>${icon(copyIcon, 18)} ${t('copy')}</button>
      </div></div>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    const { role, uses, days: valid } = fieldsOf(event);
    const { client } = this.widget.state;
    const { room } = this;
    if (!client || !room) return;
    const made = await this.attempt(async () => {
      const handle = await client.rooms.open({ id: room.id });
      try {
        this._invite = await handle.invite({
          role: (role ?? 'member') as Role,
          maxUses: Number(uses),
          expiresInHours: Number(valid) * 24,
        });
      } finally {
        handle.close();
      }
    });
    if (made) {
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#link')?.focus();
    }
  };

  #copy(link: string): void {
    const { actions } = this.widget;
    const written = navigator.clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => actions.toast({ text: this.t('copied'), tone: 'success' }),
      () => actions.toast({ text: this.t('copyFailed'), tone: 'danger' }),
    );
  }
}

function linkOf(invite: RoomInvite): string {
  return invite.url ?? invite.token ?? '';
}

function select(event: Event): void {
  (event.target as HTMLInputElement).select();
}
