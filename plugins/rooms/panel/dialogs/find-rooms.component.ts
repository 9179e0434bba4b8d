import { icon, TbDialog, TbSpinner } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Room } from '../../shared/types.js';
import { visibilityIcon } from '../room-name.js';
import { fieldsOf, RoomDialog } from './room-dialog.js';

/** Rooms that one may join: all public ones, and those with a password. */
export class TbFindRooms extends RoomDialog {
  static override readonly tag = 'tb-find-rooms';
  static override readonly dependencies = [TbDialog, TbSpinner];
  static override properties: PropertyDeclarations = {
    _rooms: { state: true },
    _filter: { state: true },
    _asking: { state: true },
  };

  private _rooms: readonly Room[] | undefined;
  private _filter = '';
  /** The room whose password is asked for. */
  private _asking: Room | undefined;

  protected override firstUpdated(): void {
    void this.attempt(() => this.#load());
  }

  async #load(): Promise<void> {
    const { client, workspace } = this.widget.state;
    if (!client || !workspace) return;
    this._rooms = await client.rooms.discover(workspace.id, { limit: 100 }).toArray({ max: 500 });
  }

  protected override render(): unknown {
    const { t, _asking: asking } = this;
    return this.frame(
      asking ? t('passwordFor', { name: asking.name }) : t('findTitle'),
      html`<div class="stack">${asking ? this.#renderPassword(asking) : this.#renderList()}</div>`,
    );
  }

  #renderList(): TemplateResult {
    const { t, _rooms: rooms } = this;
    if (!rooms)
      return html`${this.failure ? this.renderFailure() : html`<div class="middle"><tb-spinner></tb-spinner></div>`}`;
    const wanted = this._filter.trim().toLocaleLowerCase();
    const found = rooms.filter(({ name, topic }) =>
      `${name} ${topic ?? ''}`.toLocaleLowerCase().includes(wanted),
    );
    return html`<input class="input" type="search" aria-label=${t('findField')} placeholder=${t('findField')}
        @input=${this.#onFilter} />
      ${this.renderFailure()}
      ${
        found.length
          ? html`<ul class="people">${found.map((room) => this.#renderRoom(room))}</ul>`
          : html`<p class="none" role="status">${t(rooms.length ? 'findNoMatch' : 'findNothing')}</p>`
      }`;
  }

  #renderRoom(room: Room): TemplateResult {
    const { t } = this;
    return html`<li class="person">${icon(visibilityIcon(room.visibility), 20)}
      <span class="who"><b><bdi>${room.name}</bdi></b>
        <span class="hint">${t('people', { count: room.memberCount })}${room.topic ? html` · <bdi>${room.topic}</bdi>` : nothing}</span></span>
      <button type="button" class="button small" ?disabled=${this.busy} aria-label="${t('join')} ${room.name}"
        @click=${() => this.#choose(room)}>${t('join')}</button></li>`;
  }

  #renderPassword(room: Room): TemplateResult {
    const { t } = this;
    const join = (event: SubmitEvent): void => {
      const { password = '' } = fieldsOf(event);
      void this.#join(room, password);
    };
    return html`<form @submit=${join}>
      <div class="field"><label for="password">${t('passwordField')}</label>
        <input class="input" id="password" name="password" type="password" required autocomplete="off" /></div>
      ${this.renderFailure()}
      <div class="actions">
        <button type="button" class="button" @click=${this.#back}>${t('back')}</button>
        <button type="submit" class="button primary" ?disabled=${this.busy}>${t('join')}</button>
      </div></form>`;
  }

  readonly #onFilter = (event: Event): void => {
    this._filter = (event.target as HTMLInputElement).value;
  };

  readonly #back = (): void => {
    this._asking = undefined;
    this.failure = undefined;
  };

  #choose(room: Room): void {
    if (room.visibility !== 'password') void this.#join(room);
    else {
      this.failure = undefined;
      this._asking = room;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('#password')?.focus());
    }
  }

  async #join(room: Room, password?: string): Promise<void> {
    const { client } = this.widget.state;
    if (!client) return;
    const joined = await this.attempt(async () => {
      await client.rooms.join(room.id, password ? { password } : undefined);
      await this.widget.actions.refreshRooms();
      await this.widget.actions.openRoom(room.id);
    });
    if (joined) this.done();
  }
}
