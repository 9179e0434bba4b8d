import {
  onPanelsChanged,
  type PanelDefinition,
  type PanelElement,
  type PanelTarget,
  type TbPopover,
  type ToastOptions,
  type WidgetLayout,
  whenIdle,
} from '@teambrain/widget-kit';
import { nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Announcer } from './shell/announcer.js';
import { placedPanel, tabPanels } from './shell/panel-choice.js';
import { PanelHost } from './shell/panel-host.js';
import type { ShellMore } from './shell/shell-more.js';
import type { Toast } from './shell/toasts-view.js';
import { WidgetCore } from './widget-core.js';

const toastMs = 7000;
/** Width of the rooms column, and the least width of the box that has room for it. */
const sideWidth = 280;
const sideFrom = 900;

/** The panels of the widget: which there are, which one is on show, what they are asked to do. */
export abstract class WidgetPanels extends WidgetCore {
  static override properties: PropertyDeclarations = {
    boxSize: { state: true },
    toasts: { state: true },
    settled: { state: true },
  };

  /** Inline size of the box in pixels. */
  protected boxSize = 0;
  protected toasts: readonly Toast[] = [];
  protected readonly panelHost = new PanelHost(() => this.requestUpdate());
  readonly #announcer = new Announcer(() => this.renderRoot.querySelector<HTMLElement>('.announcer'));
  /** Whether the first view stands: what else belongs to it may load. */
  protected settled = false;
  #toastCount = 0;
  #more: ShellMore | undefined;
  #loadingMore: Promise<unknown> | undefined;
  #stopPanels: (() => void) | null = null;

  abstract show(panel?: string): Promise<void>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopPanels = onPanelsChanged(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPanels?.();
    this.#announcer.stop();
  }

  /** Opens a room, and in it a message or another thing. */
  async goTo(target: PanelTarget): Promise<void> {
    await this.show();
    await this.ready;
    await this.showPanel(this.currentPanel?.name ?? 'chat', target);
  }

  /** Puts a text into the composer; `send` sends it at once. */
  async compose(text: string, options: { send?: boolean } = {}): Promise<void> {
    await this.show('chat');
    await this.ready;
    const panel = await this.loadPanel('chat');
    await panel?.compose?.(text, { send: options.send ?? false });
  }

  /** Opens the search of the current panel. */
  async search(query = ''): Promise<void> {
    await this.show();
    const panel = await this.loadPanel(this.currentPanel?.name ?? '');
    await panel?.search?.(query);
  }

  protected override async showPanel(name: string, target?: PanelTarget): Promise<void> {
    if (target?.room) await this.connection.openRoom(target.room);
    if (name !== this.currentPanel?.name) {
      this.panel = name;
      this.emit('tb-panel', { panel: name });
    }
    if (!target) return;
    const panel = await this.loadPanel(name);
    await panel?.goTo?.(target);
  }

  protected override announce(text: string): void {
    this.#announcer.say(text);
  }

  protected override toast(options: ToastOptions): void {
    const id = ++this.#toastCount;
    this.toasts = [...this.toasts.slice(-2), { ...options, id }];
    this.announce(options.text);
    setTimeout(() => this.dismiss(id), toastMs);
  }

  protected dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.widgetContext.update({ layout: this.#layout() });
    if (this.hotkey) void this.loadMore();
    if (!this.isShown || this.isCovered) return;
    const needed = [
      this.currentPanel,
      this.settled ? this.placed('status') : undefined,
      this.hasSide ? this.placed('rooms') : undefined,
    ];
    for (const panel of needed)
      if (panel && !this.panelHost.error(panel.name)) void this.panelHost.load(panel);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const current = this.currentPanel?.name;
    if (this.isShown && !this.settled && this.panelHost.element(current ?? '')) whenIdle(this.#settle);
    for (const { name } of this.tabPanels) {
      const element = this.panelHost.element(name);
      if (element) element.active = this.isShown && name === current;
    }
  }

  /** Draws with what loads after the first view, and asks for it where it is not here yet. */
  protected withMore(draw: (more: ShellMore) => unknown, meanwhile: unknown = nothing): unknown {
    if (this.#more) return draw(this.#more);
    void this.loadMore();
    return meanwhile;
  }

  /** Loads the rest of the frame, once. A chunk that did not come may come the next time. */
  protected async loadMore(): Promise<void> {
    this.#loadingMore ??= import('./shell/shell-more.js').then(({ ShellMore }) => {
      this.#more = new ShellMore(this, this.widgetContext, (name) => void this.showPanel(name));
      this.requestUpdate();
    });
    await this.#loadingMore.catch(() => {
      this.#loadingMore = undefined;
    });
  }

  readonly #settle = (): void => {
    this.settled = true;
    void this.loadMore();
  };

  /** Whether a state stands in the place of the panels. A session that ends later shows a bar and leaves them. */
  protected get isCovered(): boolean {
    return this.connection.phase !== 'ready' && this.widgetContext.state.workspace === null;
  }

  protected get tabPanels(): PanelDefinition[] {
    return tabPanels(this.panels, this.widgetContext.state.features);
  }

  protected get currentPanel(): PanelDefinition | undefined {
    const panels = this.tabPanels;
    return panels.find(({ name }) => name === this.panel) ?? panels[0];
  }

  protected get hasTabs(): boolean {
    return !this.isCovered && this.tabPanels.length > 1;
  }

  /** Whether the rooms stand in a column of their own. */
  protected get hasSide(): boolean {
    return (
      this.mode === 'page' &&
      !this.isCovered &&
      this.boxSize >= sideFrom &&
      this.placed('rooms') !== undefined
    );
  }

  protected placed(placement: 'rooms' | 'status'): PanelDefinition | undefined {
    return placedPanel(placement, this.widgetContext.state.features);
  }

  protected placedElement(placement: 'rooms' | 'status'): PanelElement | null {
    return this.panelHost.element(this.placed(placement)?.name ?? '');
  }

  /** The panel's element once it is on the page; null where there is no such tab, or its code could not be loaded. */
  protected async loadPanel(name: string): Promise<PanelElement | null> {
    const panel = this.tabPanels.find((candidate) => candidate.name === name);
    if (!panel) return null;
    const element = await this.panelHost.load(panel);
    await this.updateComplete;
    return element;
  }

  /** Opens the room switcher at a control, or puts the focus into the rooms column. */
  protected async openSwitcher(anchor: HTMLElement | null): Promise<void> {
    const rooms = this.placed('rooms');
    const [element] = rooms ? await Promise.all([this.panelHost.load(rooms), this.loadMore()]) : [];
    if (!element) return;
    this.requestUpdate();
    await this.updateComplete;
    if (anchor && !this.hasSide)
      await this.renderRoot.querySelector<TbPopover>('.rooms-popover')?.toggle(anchor);
    // On touch, a focused field would bring up the keyboard over the list.
    if (!matchMedia('(pointer: coarse)').matches) element.focusPanel?.();
  }

  protected stepRoom(step: 1 | -1): void {
    const { rooms, room } = this.widgetContext.state;
    const next = rooms[rooms.findIndex(({ id }) => id === room?.id) + step];
    if (next) void this.connection.openRoom(next.id);
  }

  #layout(): WidgetLayout {
    const rail = this.hasTabs ? 88 : 0;
    const left = this.boxSize - rail - (this.hasSide ? sideWidth : 0);
    // A third column needs 1,000 px with the rail, whatever else stands beside.
    if (left >= 912) return 'wide';
    return this.boxSize >= 720 ? 'rail' : 'narrow';
  }
}
