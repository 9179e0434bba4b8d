import { TbDialog, TbSpinner } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Room, RoomVisibility, UpdateRoom } from '../../shared/types.js';
import { fieldsOf, RoomDialog } from './room-dialog.js';
import { renderVisibility } from './visibility-choice.js';

/** Name, topic, who sees it, archive, delete. A clash with somebody else's change shows theirs. */
export class TbRoomSettings extends RoomDialog {
  static override readonly tag = 'tb-room-settings';
  static override readonly dependencies = [TbDialog, TbSpinner];
  static override properties: PropertyDeclarations = {
    _room: { state: true },
    _visibility: { state: true },
    _deleting: { state: true },
    _typed: { state: true },
  };

  private _room: Room | undefined;
  private _visibility: RoomVisibility = 'public';
  private _deleting = false;
  private _typed = '';

  protected override firstUpdated(): void {
    void this.attempt(async () => {
      const { client } = this.widget.state;
      if (client && this.room) this.#take(await client.rooms.get(this.room.id));
    });
  }

  #take(room: Room): void {
    this._room = room;
    this._visibility = room.visibility;
  }

  protected override explain(failure: { code?: string }): string {
    return failure.code === 'version_conflict' ? this.t('clash') : super.explain(failure);
  }

  protected override render(): unknown {
    const { t, name, _room: room } = this;
    if (!room) {
      return this.frame(
        t('settingsTitle', { name }),
        this.failure ? this.renderFailure() : html`<div class="middle"><tb-spinner></tb-spinner></div>`,
      );
    }
    return this.frame(
      t('settingsTitle', { name: room.name }),
      this._deleting ? this.#renderDeletion(room) : this.#renderForm(room),
    );
  }

  #renderForm(room: Room): TemplateResult {
    const { t } = this;
    const { workspace } = this.widget.state;
    const owns = room.role === 'owner' || workspace?.role === 'owner';
    return html`<form @submit=${this.#submit}>
      <div class="field"><label for="name">${t('name')}</label>
        <input class="input" id="name" name="name" required maxlength="80" dir="auto" autocomplete="off" .value=${room.name} /></div>
      <div class="field"><label for="topic">${t('topic')} <span class="hint">(${t('optional')})</span></label>
        <input class="input" id="topic" name="topic" maxlength="250" dir="auto" autocomplete="off" .value=${room.topic ?? ''} /></div>
      ${renderVisibility(t, workspace?.name ?? '', this._visibility, (visibility) => {
        this._visibility = visibility;
      })}
      ${
        this._visibility === 'password'
          ? html`<div class="field"><label for="password">${t('passwordNew')}</label>
              <input class="input" id="password" name="password" type="password" minlength="4" autocomplete="new-password"
                ?required=${room.visibility !== 'password'} />
              ${room.visibility === 'password' ? html`<span class="hint">${t('passwordKeep')}</span>` : nothing}</div>`
          : nothing
      }
      ${this.renderFailure()}
      <div class="apart">
        <button type="button" class="button quiet" ?disabled=${this.busy} title=${t('archiveHint')}
          @click=${() => this.#archive(room)}>${t(room.archived ? 'unarchive' : 'archive')}</button>
        ${
          owns
            ? html`<button type="button" class="button quiet ends" @click=${() => this.#startDeleting(true)}>${t('delete')}</button>`
            : nothing
        }
      </div>
      <div class="actions">
        <button type="button" class="button" @click=${this.done}>${t('cancel')}</button>
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t('save')}</button>
      </div></form>`;
  }

  #renderDeletion(room: Room): TemplateResult {
    const { t } = this;
    return html`<div class="stack"><div class="field"><label for="typed">${t('deleteHint')}</label>
        <input class="input" id="typed" autocomplete="off" placeholder=${room.name} @input=${this.#onTyped} /></div>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${() => this.#startDeleting(false)}>${t('back')}</button>
        <button type="button" class="button danger" ?disabled=${this.busy || this._typed.trim() !== room.name}
          @click=${() => this.#delete(room)}>${t('deleteNow')}</button>
      </div></div>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    const { name, topic, password } = fieldsOf(event);
    const visibility = this._visibility;
    void this.#update({
      name,
      topic: topic ?? '',
      visibility,
      ...(visibility === 'password' && password ? { password } : {}),
    });
  };

  async #update(changes: UpdateRoom): Promise<void> {
    const { client } = this.widget.state;
    const { _room: room } = this;
    if (!client || !room) return;
    const saved = await this.attempt(async () => {
      const handle = await client.rooms.open({ id: room.id });
      try {
        await handle.update({ ...changes, baseVersion: room.version });
        await this.widget.actions.refreshRooms();
      } catch (error) {
        const { current } = ((error as { details?: { current?: unknown } }).details ?? {}) as {
          current?: Room;
        };
        if (current) this.#take(current);
        throw error;
      } finally {
        handle.close();
      }
    });
    if (saved) this.done();
  }

  #archive(room: Room): void {
    void this.#update({ archived: !room.archived });
  }

  #startDeleting(on: boolean): void {
    this._deleting = on;
    this._typed = '';
    this.failure = undefined;
  }

  readonly #onTyped = (event: Event): void => {
    this._typed = (event.target as HTMLInputElement).value;
  };

  async #delete(room: Room): Promise<void> {
    const { client } = this.widget.state;
    if (!client) return;
    const gone = await this.attempt(async () => {
      const handle = await client.rooms.open({ id: room.id });
      try {
        await handle.delete();
      } finally {
        handle.close();
      }
      await this.widget.actions.refreshRooms();
    });
    if (gone) this.done();
  }
}
