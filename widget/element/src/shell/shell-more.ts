import {
  adoptStyles,
  controlStyles,
  define,
  type PanelDefinition,
  type PanelTarget,
  RovingFocusController,
  TbEmpty,
  TbError,
  TbPopover,
  type ToastOptions,
  translate,
  type WidgetRoom,
} from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import { JoinRoom } from '../join-room.component.js';
import { Announcer } from './announcer.js';
import { renderBars } from './bars-view.js';
import { frameMoreStyles } from './frame-more.styles.js';
import { type MoreTexts, moreMessages } from './more-messages.js';
import { PagePanels } from './page-panels.js';
import { PanelWatches } from './panel-watches.js';
import { roomTitle } from './room-title.js';
import type { ShellElement } from './shell-element.js';
import { ShellKeys } from './shell-keys.js';
import { Sound } from './sound.js';
import { StateMarks } from './state-marks.js';
import { renderNoRoom, renderPanelFailure, renderPhase } from './state-view.js';
import { renderTabs, type TabsView } from './tabs-view.js';
import { TitleBadge } from './title-badge.js';
import { Toasts } from './toasts.js';
import { watchPage } from './watch-page.js';

/** What the frame does besides showing a room and its header: the rest of what it draws, and what the page asks of it. */
export class ShellMore {
  readonly #host: ShellElement;
  readonly #t: MoreTexts;
  readonly #tabs: RovingFocusController;
  readonly #announcer: Announcer;
  readonly #toasts: Toasts;
  readonly #pagePanels: PagePanels;
  readonly #watches: PanelWatches;

  constructor(host: ShellElement) {
    for (const element of [TbEmpty, TbError, TbPopover, JoinRoom]) define(element);
    adoptStyles(host.renderRoot as ShadowRoot, [...controlStyles, frameMoreStyles]);
    this.#host = host;
    this.#t = (key, values) => translate(host.widgetContext.state, moreMessages, key, values);
    this.#tabs = new RovingFocusController(host, {
      items: () => [...host.renderRoot.querySelectorAll<HTMLElement>('.tab')],
      axis: 'both',
      wrap: true,
      onMove: (tab) => void host.showPanel(tab.dataset.name ?? ''),
    });
    this.#announcer = new Announcer(() => host.renderRoot.querySelector<HTMLElement>('.announcer'));
    this.#toasts = new Toasts(host, (text) => this.say(text));
    this.#pagePanels = new PagePanels(host);
    this.#watches = new PanelWatches(host);
    host.addController(this.#watches);
    host.addController(this.#announcer);
    host.addController(new TitleBadge(host, this.#t));
    host.addController(new Sound(host));
    host.addController(new ShellKeys(host, this));
    host.addController(new StateMarks(host));
    host.addController(watchPage(host));
  }

  // -- what it draws

  tabs(view: Omit<TabsView, 't' | 'texts' | 'marked' | 'keyDown'>): unknown {
    const texts = this.#host.widgetContext.state;
    return renderTabs({
      ...view,
      t: this.#t,
      texts,
      marked: this.#watches.marked,
      keyDown: this.#tabs.onKeyDown,
    });
  }

  bars(signIn: () => void): unknown {
    const { status, connection, client } = this.#host;
    // A host that brings a client of its own knows what it keeps.
    const keeps = client !== undefined || connection.client?.storage.persistent !== false;
    return renderBars(this.#t, { status, phase: connection.phase, keeps, signIn });
  }

  toasts(): TemplateResult {
    return this.#toasts.render(this.#t);
  }

  /** The rooms in a column of their own. */
  side(rooms: unknown): TemplateResult {
    const { workspace } = this.#host.widgetContext.state;
    return html`<div class="side"><b class="truncate"><bdi>${workspace?.name}</bdi></b>${rooms}</div>`;
  }

  /** The rooms below the room's name, for `openSwitcher`. */
  popover(rooms: unknown): TemplateResult {
    return html`<tb-popover class="rooms-popover" .label=${this.#t('rooms')}
      ><div class="rooms-box">${rooms}</div></tb-popover>`;
  }

  /** Stands where no panel can: while there is no session, no room, or none of one's own. */
  instead(isCovered: boolean, signIn: () => void): TemplateResult | null {
    const { connection, widgetContext, serverUrl } = this.#host;
    const { room } = widgetContext.state;
    if (isCovered) {
      const { phase, failure } = connection;
      const retry = (): void => void connection.restart();
      return renderPhase({ t: this.#t, phase, failure, server: serverUrl, signIn, retry });
    }
    if (!room)
      return renderNoRoom(
        this.#t,
        ({ currentTarget }) => void this.openSwitcher(currentTarget as HTMLElement),
      );
    const join = (password?: string): Promise<void> => connection.join(password);
    return html`<tb-join-room .room=${room} .join=${join}></tb-join-room>`;
  }

  panelFailure(error: unknown, retry: () => void): TemplateResult {
    return renderPanelFailure(this.#t, error, retry);
  }

  /** Tabs that the page filled by itself. */
  get pagePanels(): readonly PanelDefinition[] {
    return this.#pagePanels.panels;
  }

  // -- what it says

  say(text: string): void {
    this.#announcer.say(text);
  }

  toast(options: ToastOptions): void {
    this.#toasts.add(options);
  }

  roomLost(room: WidgetRoom): void {
    const { me } = this.#host.widgetContext.state;
    this.toast({ text: this.#t('removedFromRoom', { room: roomTitle(room, me?.id) }), tone: 'danger' });
  }

  roomRefused(): void {
    this.toast({ text: this.#t('roomGone'), tone: 'danger' });
  }

  /** Lowers a room's count at once; the server's answer corrects it. */
  markRead(roomId: string, seq: number): void {
    const { widgetContext } = this.#host;
    const rooms = widgetContext.state.rooms.map((room) =>
      room.id === roomId && seq >= room.seq ? { ...room, readSeq: seq, unread: 0, mentions: 0 } : room,
    );
    widgetContext.update({ rooms });
    const sum = (key: 'unread' | 'mentions'): number =>
      rooms.reduce((total, room) => total + (room[key] ?? 0), 0);
    this.#host.setUnread(sum('unread'), sum('mentions'));
  }

  forget(): void {
    this.#announcer.clear();
    this.#toasts.clear();
    this.#watches.clear();
  }

  // -- what the page asks for

  async goTo(target: PanelTarget): Promise<void> {
    const host = this.#host;
    await host.show();
    await host.ready;
    const { article, event, file } = target;
    await host.showPanel(article ? 'knowledge' : event ? 'calendar' : file ? 'files' : 'chat', target);
  }

  async compose(text: string, send: boolean): Promise<void> {
    const panel = await this.#panel('chat');
    await panel?.compose?.(text, { send });
  }

  async search(query: string): Promise<void> {
    const panel = await this.#panel();
    await panel?.search?.(query);
  }

  async ask(question: string): Promise<void> {
    const panel = await this.#panel('ask');
    await panel?.ask?.(question);
  }

  async #panel(name?: string): ReturnType<ShellElement['loadPanel']> {
    const host = this.#host;
    await host.show();
    await host.ready;
    if (name) await host.showPanel(name);
    return host.loadPanel(name ?? host.currentPanel?.name);
  }

  /** Opens the room switcher at a control, or puts the focus into the rooms column. */
  async openSwitcher(anchor: HTMLElement | null): Promise<void> {
    const host = this.#host;
    const rooms = host.placed('rooms');
    const element = rooms && (await host.panelHost.load(rooms));
    if (!element) return;
    host.requestUpdate();
    await host.updateComplete;
    if (anchor && !host.hasSide)
      await host.renderRoot.querySelector<TbPopover>('.rooms-popover')?.toggle(anchor);
    // On touch, a focused field would bring up the keyboard over the list.
    if (!matchMedia('(pointer: coarse)').matches) element.focusPanel?.();
  }

  stepRoom(step: 1 | -1): void {
    const { rooms, room } = this.#host.widgetContext.state;
    const next = rooms[rooms.findIndex(({ id }) => id === room?.id) + step];
    if (next) void this.#host.connection.openRoom(next.id);
  }
}
