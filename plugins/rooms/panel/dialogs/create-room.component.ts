import { html, nothing, type PropertyDeclarations } from 'lit';
import type { RoomVisibility } from '../../shared/types.js';
import { fieldsOf, RoomDialog } from './room-dialog.js';
import { renderVisibility } from './visibility-choice.js';

/** A form for a new room; it opens when it is there. */
export class TbCreateRoom extends RoomDialog {
  static override readonly tag = 'tb-create-room';
  static override properties: PropertyDeclarations = { _visibility: { state: true } };

  private _visibility: RoomVisibility = 'public';

  protected override render(): unknown {
    const { t } = this;
    const { workspace } = this.widget.state;
    return this.frame(
      t('createTitle'),
      html`<form @submit=${this.#submit}>
        <div class="field"><label for="name">${t('name')}</label>
          <input class="input" id="name" name="name" required maxlength="80" autocomplete="off" dir="auto"
            placeholder=${t('namePlaceholder')} /></div>
        <div class="field"><label for="topic">${t('topic')} <span class="hint">(${t('optional')})</span></label>
          <input class="input" id="topic" name="topic" maxlength="250" autocomplete="off" dir="auto" /></div>
        ${renderVisibility(t, workspace?.name ?? '', this._visibility, (visibility) => {
          this._visibility = visibility;
        })}
        ${
          this._visibility === 'password'
            ? html`<div class="field"><label for="password">${t('passwordField')}</label>
                <input class="input" id="password" name="password" type="password" required minlength="4"
                  autocomplete="new-password" /></div>`
            : nothing
        }
        ${this.renderFailure()}
        <div class="actions">
          <button type="button" class="button" @click=${this.done}>${t('cancel')}</button>
          <button type="submit" class="button primary" ?disabled=${this.busy}>${t('create')}</button>
        </div>
      </form>`,
    );
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    const { name = '', topic, password } = fieldsOf(event);
    const { client, workspace } = this.widget.state;
    if (!client || !workspace || !name) return;
    const visibility = this._visibility;
    const created = await this.attempt(async () => {
      const room = await client.rooms.create(workspace.id, {
        name,
        visibility,
        kind: 'chat',
        ...(topic ? { topic } : {}),
        ...(visibility === 'password' ? { password } : {}),
      });
      await this.widget.actions.refreshRooms();
      await this.widget.actions.openRoom(room.id);
    });
    if (created) this.done();
  };
}
