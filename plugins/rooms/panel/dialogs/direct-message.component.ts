import type { User } from '@teambrain/protocol';
import { avatar, TbAvatar, TbDialog, TbSpinner } from '@teambrain/widget-kit';
import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { workspacePeople } from '../rooms-client.js';
import { RoomDialog } from './room-dialog.js';

/** Chooses whom to talk to; the conversation of the same people is always the same one. */
export class TbDirectMessage extends RoomDialog {
  static override readonly tag = 'tb-direct-message';
  static override readonly dependencies = [TbDialog, TbAvatar, TbSpinner];
  static override properties: PropertyDeclarations = {
    _people: { state: true },
    _filter: { state: true },
    _chosen: { state: true },
  };

  private _people: readonly User[] | undefined;
  private _filter = '';
  private _chosen: ReadonlySet<string> = new Set();

  protected override firstUpdated(): void {
    void this.attempt(async () => {
      this._people = await workspacePeople(this.widget.state);
    });
  }

  protected override render(): unknown {
    const { t, _people: people } = this;
    if (!people) {
      return this.frame(
        t('directTitle'),
        this.failure ? this.renderFailure() : html`<div class="middle"><tb-spinner></tb-spinner></div>`,
      );
    }
    const wanted = this._filter.trim().toLocaleLowerCase();
    const found = people.filter((user) =>
      `${user.displayName} ${user.username}`.toLocaleLowerCase().includes(wanted),
    );
    return this.frame(
      t('directTitle'),
      html`<div class="stack">
        <input class="input" type="search" aria-label=${t('directField')} placeholder=${t('directField')}
          @input=${this.#onFilter} />
        ${
          found.length
            ? html`<ul class="people">${found.map((user) => this.#renderPerson(user))}</ul>`
            : html`<p class="none" role="status">${t(people.length ? 'directNoMatch' : 'directNobody')}</p>`
        }
        ${this.renderFailure()}
        <div class="actions">
          <button type="button" class="button" @click=${this.done}>${t('cancel')}</button>
          <button type="button" class="button primary" ?disabled=${this.busy || this._chosen.size === 0}
            @click=${this.#start}>${t('directStart', { count: Math.max(1, this._chosen.size) })}</button>
        </div></div>`,
    );
  }

  #renderPerson(user: User): TemplateResult {
    const chosen = this._chosen.has(user.id);
    const id = `person-${user.id}`;
    return html`<li><label class="person choice" for=${id}><span aria-hidden="true">${avatar(user, { size: 32 })}</span>
      <span class="who"><b><bdi>${user.displayName || user.username}</bdi></b><span class="hint"><bdi>@${user.username}</bdi></span></span>
      <input type="checkbox" id=${id} .checked=${chosen} @change=${() => this.#toggle(user.id)} /></label></li>`;
  }

  readonly #onFilter = (event: Event): void => {
    this._filter = (event.target as HTMLInputElement).value;
  };

  #toggle(userId: string): void {
    const chosen = new Set(this._chosen);
    if (!chosen.delete(userId)) chosen.add(userId);
    this._chosen = chosen;
  }

  readonly #start = async (): Promise<void> => {
    const { client, workspace } = this.widget.state;
    if (!client || !workspace) return;
    const started = await this.attempt(async () => {
      const room = await client.rooms.direct(workspace.id, [...this._chosen]);
      await this.widget.actions.refreshRooms();
      await this.widget.actions.openRoom(room.id);
    });
    if (started) this.done();
  };
}
