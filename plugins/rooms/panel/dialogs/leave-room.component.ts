import { html } from 'lit';
import { RoomDialog } from './room-dialog.js';

/** Asks before leaving, because coming back may need an invitation. */
export class TbLeaveRoom extends RoomDialog {
  static override readonly tag = 'tb-leave-room';

  protected override render(): unknown {
    const { t, name } = this;
    return this.frame(
      t('leaveTitle', { name }),
      html`<div class="stack"><span>${t('leaveText')}</span>${this.renderFailure()}
        <div class="actions">
          <button type="button" class="button" @click=${this.done}>${t('cancel')}</button>
          <button type="button" class="button danger" ?disabled=${this.busy} @click=${this.#leave}>${t('leave')}</button>
        </div></div>`,
    );
  }

  readonly #leave = async (): Promise<void> => {
    const { client } = this.widget.state;
    const { room, name } = this;
    if (!client || !room) return;
    const left = await this.attempt(async () => {
      await client.rooms.leave(room.id);
      await this.widget.actions.refreshRooms();
    });
    if (!left) return;
    this.widget.actions.toast({ text: this.t('left', { name }) });
    this.done();
  };
}
