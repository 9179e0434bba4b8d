import {
  avatar,
  baseStyles,
  controlStyles,
  hashIcon,
  icon,
  leaveIcon,
  linkIcon,
  type MenuItem,
  moreIcon,
  type PanelElement,
  plusIcon,
  RovingFocusController,
  searchIcon,
  settingsIcon,
  TbAvatar,
  TbElement,
  TbEmpty,
  TbMenu,
  userIcon,
  usersIcon,
  WidgetController,
  type WidgetRoom,
  type WidgetWorkspace,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type DialogName, openDialog } from './dialogs/open-dialog.js';
import { roomName, visibilityIcon } from './room-name.js';
import { managesRoom } from './rooms-client.js';
import { roomsMessages } from './rooms-messages.js';
import { roomsPanelStyles } from './rooms-panel.styles.js';

/** Visitors of an app and guests have the rooms that they were given: they find no others, make none and write to nobody else. */
const isVisitor = (workspace: WidgetWorkspace | null): boolean =>
  !workspace?.role || workspace.role === 'guest';

/** The rooms of the workspace: choose, find, create, and what else one does with a room as a whole. */
export class TbRoomsPanel extends TbElement implements PanelElement {
  static override readonly tag = 'tb-rooms-panel';
  static override readonly dependencies = [TbAvatar, TbEmpty, TbMenu];
  static override properties: PropertyDeclarations = { _filter: { state: true } };
  static override styles = [baseStyles, controlStyles, roomsPanelStyles];

  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(roomsMessages);
  private _filter = '';
  readonly #roving = new RovingFocusController(this, {
    items: () => [...this.renderRoot.querySelectorAll<HTMLElement>('.room')],
  });

  focusPanel(): boolean {
    this.renderRoot.querySelector('input')?.focus();
    return true;
  }

  protected override updated(): void {
    this.#roving.sync(this.renderRoot.querySelector<HTMLElement>('.current .room'));
  }

  protected override render(): unknown {
    const { rooms, readonly, workspace } = this.widget.state;
    const t = this.#t;
    const found = this.#filtered(rooms);
    const spaces = found.filter((room) => !room.direct && !room.archived);
    const direct = found.filter((room) => room.direct);
    const archived = found.filter((room) => !room.direct && room.archived);
    return html`<div class="top">
        <input class="input" type="search" aria-label=${t('filter')} placeholder=${t('filter')} .value=${this._filter}
          @input=${this.#onFilter} @keydown=${this.#onFilterKey} />
        ${
          readonly || isVisitor(workspace)
            ? nothing
            : html`<button type="button" class="icon-button" aria-haspopup="menu" aria-label=${t('add')}
                title=${t('add')} @click=${this.#openAdd}>${icon(plusIcon)}</button>`
        }
      </div>
      <nav class="scroller" aria-label=${t('list')} @keydown=${this.#roving.onKeyDown} @focusin=${this.#roving.onFocusIn}>
        ${this.#renderGroup(t('spaces'), spaces)} ${this.#renderGroup(t('direct'), direct)}
        ${this.#renderGroup(t('archivedGroup'), archived)}
        ${
          rooms.length === 0
            ? html`<tb-empty .heading=${t('emptyTitle')} .icon=${hashIcon}>${t('emptyText')}</tb-empty>`
            : found.length === 0
              ? html`<p class="none" role="status">${t('nothing')}</p>`
              : nothing
        }
      </nav>
      <tb-menu></tb-menu>`;
  }

  #filtered(rooms: readonly WidgetRoom[]): WidgetRoom[] {
    const wanted = this._filter.trim().toLocaleLowerCase();
    const { me } = this.widget.state;
    return rooms.filter((room) => roomName(room, me?.id).toLocaleLowerCase().includes(wanted));
  }

  #renderGroup(title: string, rooms: readonly WidgetRoom[]): TemplateResult | typeof nothing {
    if (!rooms.length) return nothing;
    return html`<h3>${title}</h3><ul aria-label=${title}>${repeat(
      rooms,
      ({ id }) => id,
      (room) => this.#renderRoom(room),
    )}</ul>`;
  }

  #renderRoom(room: WidgetRoom): TemplateResult {
    const t = this.#t;
    const { me, room: current } = this.widget.state;
    const name = roomName(room, me?.id);
    const unread = room.id === current?.id ? 0 : (room.unread ?? 0);
    const mentions = unread ? (room.mentions ?? 0) : 0;
    const news = mentions
      ? t('mentioned', { count: mentions })
      : unread
        ? t('unread', { count: unread })
        : '';
    const peer = room.direct ? room.peers?.find(({ id }) => id !== me?.id) : undefined;
    const isCurrent = room.id === current?.id;
    return html`<li class="${isCurrent ? 'current' : ''} ${unread ? 'unread' : ''}">
      <button type="button" class="room" aria-current=${isCurrent ? 'true' : nothing}
        @click=${() => this.#open(room)}>
        ${peer ? html`<span class="face" aria-hidden="true">${avatar(peer, { size: 22 })}</span>` : icon(visibilityIcon(room.visibility), 18)}
        <bdi class="name">${name}</bdi>${news ? html`<span class="sr">${news}</span>` : nothing}
        ${
          unread
            ? html`<span class="badge ${mentions ? 'mention' : ''}" dir="ltr" aria-hidden="true">${mentions ? '@' : ''}${
                unread > 99 ? '99+' : unread
              }</span>`
            : nothing
        }
      </button>
      <button type="button" class="icon-button more" tabindex=${isCurrent ? 0 : -1} aria-haspopup="menu"
        aria-label=${t('more', { name })} @click=${(event: Event) => this.#openMore(event, room, name)}
        >${icon(moreIcon, 18)}</button>
    </li>`;
  }

  readonly #onFilter = (event: Event): void => {
    this._filter = (event.target as HTMLInputElement).value;
  };

  readonly #onFilterKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const first = this.renderRoot.querySelector<HTMLElement>('.room');
    if (event.key === 'ArrowDown' && first) this.#roving.move(first);
    else if (event.key === 'Enter') first?.click();
    else return;
    event.preventDefault();
  };

  #open(room: WidgetRoom): void {
    this._filter = '';
    this.#run(this.widget.actions.openRoom(room.id));
  }

  readonly #openAdd = (event: Event): void => {
    const t = this.#t;
    const { workspace } = this.widget.state;
    const creates = !isVisitor(workspace) && workspace?.role !== 'viewer';
    const items: MenuItem[] = [
      ...(creates ? [{ label: t('create'), icon: plusIcon, run: () => this.#dialog('create') }] : []),
      { label: t('find'), icon: searchIcon, run: () => this.#dialog('find') },
      ...(creates ? [{ label: t('message'), icon: userIcon, run: () => this.#dialog('direct') }] : []),
    ];
    void this.#menu?.show(event.currentTarget as HTMLElement, items, { align: 'end' });
  };

  #openMore(event: Event, room: WidgetRoom, name: string): void {
    const t = this.#t;
    const manages = managesRoom(room, this.widget.state);
    const items: MenuItem[] = [
      { label: t('members'), icon: usersIcon, run: () => this.#dialog('members', room) },
      ...(manages && !room.direct
        ? [
            { label: t('invite'), icon: plusIcon, run: () => this.#dialog('invite', room) },
            { label: t('settings'), icon: settingsIcon, run: () => this.#dialog('settings', room) },
          ]
        : []),
      { label: t('copyLink'), icon: linkIcon, run: () => this.#copyLink(room) },
      ...(room.direct || room.role === 'owner' || !room.role || !this.widget.state.workspace?.role
        ? []
        : [
            {
              label: t('leave'),
              icon: leaveIcon,
              danger: true,
              separated: true,
              run: () => this.#dialog('leave', room),
            },
          ]),
    ];
    const menu = this.#menu;
    if (!menu) return;
    menu.label = name;
    void menu.show(event.currentTarget as HTMLElement, items, { align: 'end' });
  }

  get #menu(): TbMenu | null {
    return this.renderRoot.querySelector<TbMenu>('tb-menu');
  }

  #dialog(name: DialogName, room?: WidgetRoom): void {
    this.#run(openDialog(name, { root: this.renderRoot, locale: this.widget.state.locale, room }));
  }

  #copyLink(room: WidgetRoom): void {
    const url = new URL(location.href);
    url.hash = `tb-room=${room.id}`;
    const { actions } = this.widget;
    const written = navigator.clipboard?.writeText(url.href) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => actions.toast({ text: this.#t('copied'), tone: 'success' }),
      () => actions.toast({ text: this.#t('copyFailed'), tone: 'danger' }),
    );
  }

  #run(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.widget.actions.report(error);
      this.widget.actions.toast({ text: this.#t('failed'), tone: 'danger' });
    });
  }
}
