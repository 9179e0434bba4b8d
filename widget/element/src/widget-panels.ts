import {
  onPanelsChanged,
  type PanelDefinition,
  type PanelElement,
  type PanelTarget,
  type WidgetLayout,
  whenIdle,
} from '@teambrain/widget-kit';
import { nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { placedPanel, tabPanels } from './shell/panel-choice.js';
import { PanelHost } from './shell/panel-host.js';
import type { ShellMore } from './shell/shell-more.js';
import { WidgetCore } from './widget-core.js';

/** Width of the rooms column, and the least width of the box that has room for it. */
const sideWidth = 280;
const sideFrom = 900;

/** The panels of the widget: which there are, which one is on show, what they are asked to do. */
export abstract class WidgetPanels extends WidgetCore {
  static override properties: PropertyDeclarations = {
    boxSize: { state: true },
    expanded: { state: true },
    settled: { state: true },
  };

  /** Inline size of the box in pixels. */
  protected boxSize = 0;
  /** Whether the floating box is made larger. @internal */
  expanded = false;
  /** @internal */
  readonly panelHost = new PanelHost(this, () => this.requestUpdate());
  /** Whether the first view stands: what else belongs to it may load. */
  protected settled = false;
  #more: ShellMore | undefined;
  #loadingMore: Promise<ShellMore> | undefined;
  #stopPanels: (() => void) | null = null;

  abstract show(panel?: string): Promise<void>;
  abstract toggle(): Promise<void>;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopPanels = onPanelsChanged(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPanels?.();
  }

  /** Opens a room, and in it a message or another thing, on the panel that shows such things. */
  async goTo(target: PanelTarget): Promise<void> {
    await (await this.#loadMore()).goTo(target);
  }

  /** Puts a text into the composer; `send` sends it at once. */
  async compose(text: string, options: { send?: boolean } = {}): Promise<void> {
    await (await this.#loadMore()).compose(text, options.send ?? false);
  }

  /** Opens the search of the current panel. */
  async search(query = ''): Promise<void> {
    await (await this.#loadMore()).search(query);
  }

  /** Puts a question to the panel that answers questions, where the server offers one. */
  async ask(question: string): Promise<void> {
    await (await this.#loadMore()).ask(question);
  }

  override async showPanel(name: string, target?: PanelTarget): Promise<void> {
    if (target?.room) await this.connection.openRoom(target.room);
    if (name !== this.currentPanel?.name) {
      this.panel = name;
      this.emit('tb-panel', { panel: name });
    }
    if (!target) return;
    const panel = await this.loadPanel(name);
    await panel?.goTo?.(target);
  }

  protected override later(work: (more: ShellMore) => unknown): void {
    if (this.#more) work(this.#more);
    else void this.#loadMore().then(work, () => {});
  }

  protected override forget(): void {
    this.panelHost.clear();
    this.#more?.forget();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.widgetContext.update({ layout: this.#layout() });
    if (this.hotkey || this.titleBadge || this.sound) this.later(() => {});
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
    this.later(() => {});
    return meanwhile;
  }

  /** Loads the rest of the frame, once. A chunk that did not come may come the next time. */
  #loadMore(): Promise<ShellMore> {
    this.#loadingMore ??= import('./shell/shell-more.js').then(({ ShellMore }) => {
      this.#more = new ShellMore(this);
      this.requestUpdate();
      return this.#more;
    });
    this.#loadingMore.catch(() => {
      this.#loadingMore = undefined;
    });
    return this.#loadingMore;
  }

  protected override firstUpdated(): void {
    whenIdle(() => this.later(() => {}));
  }

  readonly #settle = (): void => {
    this.settled = true;
  };

  /** Whether a state stands in the place of the panels. A session that ends later shows a bar and leaves them. */
  protected get isCovered(): boolean {
    return this.connection.phase !== 'ready' && this.widgetContext.state.workspace === null;
  }

  /** @internal */
  get tabPanels(): PanelDefinition[] {
    const named = this.panels || (this.scope?.panels?.join(' ') ?? '');
    return tabPanels(named, this.widgetContext.state.features, this.#more?.pagePanels);
  }

  /** @internal */
  get currentPanel(): PanelDefinition | undefined {
    const panels = this.tabPanels;
    return panels.find(({ name }) => name === this.panel) ?? panels[0];
  }

  protected get hasTabs(): boolean {
    return !this.isCovered && this.tabPanels.length > 1;
  }

  /** Whether the rooms stand in a column of their own. @internal */
  get hasSide(): boolean {
    return (
      this.mode === 'page' &&
      !this.isCovered &&
      this.boxSize >= sideFrom &&
      this.placed('rooms') !== undefined
    );
  }

  /** @internal */
  placed(placement: 'rooms' | 'status'): PanelDefinition | undefined {
    return placedPanel(placement, this.widgetContext.state.features);
  }

  protected placedElement(placement: 'rooms' | 'status'): PanelElement | null {
    return this.panelHost.element(this.placed(placement)?.name ?? '');
  }

  /** The panel's element once it is on the page; null where there is no such tab, or its code could not be loaded. @internal */
  async loadPanel(name: string | undefined): Promise<PanelElement | null> {
    const panel = this.tabPanels.find((candidate) => candidate.name === name);
    if (!panel) return null;
    const element = await this.panelHost.load(panel);
    await this.updateComplete;
    return element;
  }

  #layout(): WidgetLayout {
    const rail = this.hasTabs ? 88 : 0;
    const left = this.boxSize - rail - (this.hasSide ? sideWidth : 0);
    // A third column needs 1,000 px with the rail; beside the spaces it may be closer, so that 1,280 px still have it.
    if (left >= (this.hasSide ? 800 : 912)) return 'wide';
    return this.boxSize >= 720 ? 'rail' : 'narrow';
  }
}
