import type { User } from '@teambrain/protocol';
import { avatar, icon, TbAvatar, TbDialog, TbSpinner, trashIcon } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { CalendarEvent, EventPermission, EventRole } from '../../shared/types.js';
import { asCalendarRoom } from '../calendar-room.js';
import { peopleOf } from '../editor/people.js';
import { type PickerItem, TbEventPicker } from '../editor/picker.component.js';
import { EventDialog } from '../history/event-dialog.js';
import { sharingMessages } from './sharing-messages.js';

const roles: readonly EventRole[] = ['owner', 'editor', 'viewer'];
const nameOf = ({ displayName, username }: User): string => displayName || username;

/** Who may change an event. Its owners give and take roles; everybody else sees them. */
export class TbEventSharing extends EventDialog {
  static override readonly tag = 'tb-event-sharing';
  static override readonly dependencies = [TbDialog, TbSpinner, TbAvatar, TbEventPicker];
  static override properties: PropertyDeclarations = {
    event: { attribute: false },
    _permissions: { state: true },
    _people: { state: true },
  };

  event!: CalendarEvent;
  protected override readonly catalog = sharingMessages;
  readonly t = this.widget.texts(sharingMessages);
  private _permissions: readonly EventPermission[] | undefined;
  private _people: readonly User[] = [];
  #stop: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { handle } = this.widget.state;
    this.#stop = asCalendarRoom(handle)?.channel.on('event.permission_changed', ({ eventId }) => {
      if (eventId === this.event.id && !this.busy) this.#load().catch(() => {});
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override firstUpdated(): void {
    void this.attempt(() => this.#load());
    peopleOf(this.widget.state).then(
      (people) => {
        this._people = people;
      },
      () => {},
    );
  }

  async #load(): Promise<void> {
    this._permissions = (await this.port.events.permissions({ limit: 100 }, this.event.id)).items;
  }

  get #mayShare(): boolean {
    const { readonly, permissions } = this.widget.state;
    return !readonly && this.event.role === 'owner' && permissions.has('events.share');
  }

  protected override render(): TemplateResult {
    const { t, event, _permissions: permissions } = this;
    const content = permissions
      ? this.#renderPeople(permissions)
      : this.failure
        ? this.renderFailure()
        : html`<tb-spinner></tb-spinner>`;
    return this.frame(t('heading', { title: event.title }), content);
  }

  #renderPeople(permissions: readonly EventPermission[]): TemplateResult {
    const { t } = this;
    const taken = new Set(permissions.map(({ user }) => user.id));
    const others = this._people.filter(({ id }) => !taken.has(id));
    return html`${permissions.length ? nothing : html`<p>${t('nobody')}</p>`}
      <ul class="list">${permissions.map((permission) => this.#renderPerson(permission))}</ul>
      ${
        this.#mayShare
          ? html`<tb-event-picker .label=${t('add')} .placeholder=${t('addPlaceholder')} .none=${t('nobodyFound')}
              .items=${others.map((user): PickerItem => ({ id: user.id, text: nameOf(user), hint: `@${user.username}` }))}
              @pick=${(picked: CustomEvent<string>) => this.#give(picked.detail, 'editor')}></tb-event-picker>`
          : nothing
      }
      ${this.renderFailure()}
      <p class="hint">${t('admins')}</p>`;
  }

  #renderPerson({ user, role }: EventPermission): TemplateResult {
    const { t } = this;
    const name = nameOf(user);
    const own = user.id === this.widget.state.me?.id;
    return html`<li class="row">${avatar(user, { size: 28 })}
      <span class="grow"><b><bdi>${name}</bdi>${own ? html` <span class="hint">(${t('you')})</span>` : nothing}</b></span>
      ${
        this.#mayShare
          ? html`<select class="input" aria-label=${t('roleOf', { name })} ?disabled=${this.busy} .value=${role}
                @change=${(event: Event) => this.#give(user.id, (event.target as HTMLSelectElement).value as EventRole)}>
                ${roles.map((each) => html`<option value=${each} ?selected=${each === role}>${t(`role.${each}`)}</option>`)}
              </select>
              <button type="button" class="icon-button" aria-label=${t('remove', { name })} title=${t('remove', { name })}
                ?disabled=${this.busy} @click=${() => this.#take(user.id)}>${icon(trashIcon, 18)}</button>`
          : html`<span class="hint">${t(`role.${role}`)}</span>`
      }</li>`;
  }

  #give(userId: string, role: EventRole): void {
    void this.#change(async () => {
      const { user } = await this.port.events.share(this.event.id, userId, role);
      this.widget.actions.announce(this.t('shared', { name: nameOf(user) }));
    });
  }

  #take(userId: string): void {
    void this.#change(() => this.port.events.unshare(this.event.id, userId));
  }

  /** Reads again also after a refusal, so that the fields show what is so; one's own role may have gone. */
  async #change(work: () => Promise<unknown>): Promise<void> {
    await this.attempt(async () => {
      try {
        await work();
      } finally {
        this._permissions = undefined;
        await this.#load();
        this.event = await this.port.events.get(this.event.id);
      }
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tb-event-sharing': TbEventSharing;
  }
}
