import type { Role, User } from '@teambrain/protocol';
import { avatar, icon, plusIcon, TbAvatar, TbDialog, TbSpinner, trashIcon } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { RoomMember } from '../../shared/types.js';
import { managesRoom, workspacePeople } from '../rooms-client.js';
import { membersOf, type RoomMembers } from './members-of.js';
import { RoomDialog } from './room-dialog.js';

/** Roles that can be given to a member; ownership is handed over by its own act. */
const roles = ['admin', 'member', 'viewer'] as const satisfies Role[];

/** Who is in the room, and in which role; whoever manages it adds, removes and changes roles. */
export class TbRoomMembers extends RoomDialog {
  static override readonly tag = 'tb-room-members';
  static override readonly dependencies = [TbDialog, TbAvatar, TbSpinner];
  static override properties: PropertyDeclarations = {
    _members: { state: true },
    _people: { state: true },
    _filter: { state: true },
  };

  private _members: readonly RoomMember[] | undefined;
  /** People who could be added; undefined while the members are shown. */
  private _people: readonly User[] | undefined;
  private _filter = '';
  #api: RoomMembers | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#api?.close();
  }

  protected override firstUpdated(): void {
    void this.attempt(() => this.#load());
  }

  async #load(): Promise<void> {
    const { client } = this.widget.state;
    if (!client || !this.room) return;
    this.#api ??= await membersOf(client, this.room.id);
    this._members = await this.#api.list();
  }

  protected override render(): unknown {
    const { t, name, _members: members } = this;
    const heading = t('membersTitle', { name });
    if (!members) {
      return this.frame(
        heading,
        this.failure ? this.renderFailure() : html`<div class="middle"><tb-spinner></tb-spinner></div>`,
      );
    }
    return this.frame(
      heading,
      html`<div class="stack">${this._people ? this.#renderAdding(this._people) : this.#renderMembers(members)}</div>`,
    );
  }

  get #manages(): boolean {
    return this.room !== undefined && !this.room.direct && managesRoom(this.room, this.widget.state);
  }

  #matches(user: User): boolean {
    const wanted = this._filter.trim().toLocaleLowerCase();
    return `${user.displayName} ${user.username}`.toLocaleLowerCase().includes(wanted);
  }

  #renderMembers(members: readonly RoomMember[]): TemplateResult {
    const { t } = this;
    const found = members.filter(({ user }) => this.#matches(user));
    return html`<div class="row">
        <input class="input" type="search" aria-label=${t('membersField')} placeholder=${t('membersField')}
          .value=${this._filter} @input=${this.#onFilter} />
        ${
          this.#manages
            ? html`<button type="button" class="button" @click=${this.#startAdding}>${icon(plusIcon, 18)} ${t('addPerson')}</button>`
            : nothing
        }
      </div>
      ${this.renderFailure()}
      ${
        found.length
          ? html`<ul class="people">${found.map((member) => this.#renderMember(member))}</ul>`
          : html`<p class="none" role="status">${t('membersNoMatch')}</p>`
      }`;
  }

  #renderMember({ user, role }: RoomMember): TemplateResult {
    const { t } = this;
    const name = user.displayName || user.username;
    const own = user.id === this.widget.state.me?.id;
    const changeable = this.#manages && !own && role !== 'owner';
    return html`<li class="person">${avatar(user, { size: 32 })}
      <span class="who"><b><bdi>${name}</bdi>${own ? html` <span class="hint">(${t('you')})</span>` : nothing}</b>
        <span class="hint"><bdi>@${user.username}</bdi></span></span>
      ${
        changeable
          ? html`<span class="row"><select class="input" aria-label=${t('role', { name })} ?disabled=${this.busy}
                @change=${(event: Event) => this.#setRole(user.id, event)}>
                ${roles.map((one) => html`<option value=${one} ?selected=${one === role}>${t(`role.${one}`)}</option>`)}
              </select>
              <button type="button" class="icon-button" aria-label=${t('remove', { name })} title=${t('remove', { name })}
                ?disabled=${this.busy} @click=${() => this.#remove(user.id)}>${icon(trashIcon, 18)}</button></span>`
          : html`<span class="hint">${t(`role.${role}`)}</span>`
      }</li>`;
  }

  #renderAdding(people: readonly User[]): TemplateResult {
    const { t } = this;
    const found = people.filter((user) => this.#matches(user));
    return html`<div class="row">
        <input class="input" type="search" aria-label=${t('addField')} placeholder=${t('addField')} .value=${this._filter}
          @input=${this.#onFilter} />
        <button type="button" class="button" @click=${this.#stopAdding}>${t('back')}</button>
      </div>
      ${this.renderFailure()}
      ${
        found.length
          ? html`<ul class="people">${found.map(
              (user) => html`<li class="person">${avatar(user, { size: 32 })}
                <span class="who"><b><bdi>${user.displayName || user.username}</bdi></b>
                  <span class="hint"><bdi>@${user.username}</bdi></span></span>
                <button type="button" class="button small" ?disabled=${this.busy} aria-label="${t('addPerson')} ${user.displayName || user.username}"
                  @click=${() => this.#add(user.id)}>${t('addPerson')}</button></li>`,
            )}</ul>`
          : html`<p class="none" role="status">${t(people.length ? 'directNoMatch' : 'addNobody')}</p>`
      }`;
  }

  readonly #onFilter = (event: Event): void => {
    this._filter = (event.target as HTMLInputElement).value;
  };

  readonly #startAdding = (): void => {
    void this.attempt(async () => {
      const here = new Set(this._members?.map(({ user }) => user.id));
      this._people = (await workspacePeople(this.widget.state)).filter(({ id }) => !here.has(id));
      this._filter = '';
    });
  };

  readonly #stopAdding = (): void => {
    this._people = undefined;
    this._filter = '';
    this.failure = undefined;
  };

  #add(userId: string): void {
    void this.attempt(async () => {
      await this.#api?.add(userId);
      this._people = this._people?.filter(({ id }) => id !== userId);
      await this.#load();
    });
  }

  #remove(userId: string): void {
    void this.attempt(async () => {
      await this.#api?.remove(userId);
      await this.#load();
    });
  }

  #setRole(userId: string, event: Event): void {
    const select = event.target as HTMLSelectElement;
    void this.attempt(async () => {
      try {
        await this.#api?.setRole(userId, select.value as Role);
      } finally {
        // Also after a refusal, so that the field shows what is so.
        await this.#load();
      }
    });
  }
}
