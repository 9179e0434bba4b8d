import {
  baseStyles,
  controlStyles,
  type PanelDefinition,
  RovingFocusController,
  TbEmpty,
  TbError,
  TbPopover,
  TbSpinner,
  themeStyles,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { JoinRoom } from './join-room.component.js';
import { AutoDarkController } from './shell/auto-dark.js';
import { renderConnectionBar, renderToasts } from './shell/bars-view.js';
import { BoxSizeController } from './shell/box-size.js';
import { frameStyles } from './shell/frame.styles.js';
import { renderHeader } from './shell/header-view.js';
import { isTyping, matchesHotkey } from './shell/hotkey.js';
import { launcherStyles } from './shell/launcher.styles.js';
import { renderLauncher } from './shell/launcher-view.js';
import { placementStyles } from './shell/placement.styles.js';
import { handleShellKey } from './shell/shell-keys.js';
import { renderNoRoom, renderPhase } from './shell/state-view.js';
import { renderTabs } from './shell/tabs-view.js';
import { WidgetPanels } from './widget-panels.js';

const fullScreenQuery = '(max-width: 480px)';

/**
 * The widget. One tag on a page, in one of four modes.
 *
 * @slot launcher-icon - Replaces the icon of the launcher.
 * @slot header-start - Before the room's name.
 * @slot header-end - After it, before the buttons.
 * @slot footer - Below everything.
 *
 * @csspart launcher - The round button.
 * @csspart badge - The unread count on it.
 * @csspart panel - The box.
 * @csspart header
 * @csspart title
 * @csspart tabs
 * @csspart tab
 * @csspart body
 * @csspart search
 * @csspart close
 *
 * @fires tb-ready
 * @fires tb-open
 * @fires tb-close
 * @fires tb-panel
 * @fires tb-room
 * @fires tb-unread
 * @fires tb-status
 * @fires tb-message-send
 * @fires tb-message-sent
 * @fires tb-message
 * @fires tb-mention
 * @fires tb-link
 * @fires tb-error
 * @fires tb-auth-required
 */
export class TeamBrainElement extends WidgetPanels {
  static override readonly tag = 'team-brain';
  static override readonly dependencies = [TbEmpty, TbError, TbPopover, TbSpinner, JoinRoom];
  static override properties: PropertyDeclarations = { expanded: { state: true } };
  static override styles = [
    themeStyles,
    baseStyles,
    controlStyles,
    placementStyles,
    launcherStyles,
    frameStyles,
  ];

  protected expanded = false;
  #fullScreen: MediaQueryList | null = null;
  readonly #tabs = new RovingFocusController(this, {
    items: () => [...this.renderRoot.querySelectorAll<HTMLElement>('.tab')],
    axis: 'both',
    wrap: true,
    onMove: (tab) => void this.showPanel(tab.dataset.name ?? ''),
  });

  constructor() {
    super();
    new AutoDarkController(this);
    new BoxSizeController(this, '.panel', (size) => {
      this.boxSize = size;
    });
    this.addEventListener('keydown', this.#keyDown);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#fullScreen = matchMedia(fullScreenQuery);
    this.#fullScreen.addEventListener('change', this.#screenChanged);
    document.addEventListener('keydown', this.#pageKeyDown);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fullScreen?.removeEventListener('change', this.#screenChanged);
    document.removeEventListener('keydown', this.#pageKeyDown);
  }

  /** Opens the widget, on a panel if one is named. */
  override async show(panel?: string): Promise<void> {
    if (panel) this.panel = panel;
    if (this.isShown) return;
    this.open = true;
    await this.updateComplete;
    this.emit('tb-open', {});
    await this.#focusInside();
  }

  override hide(): void {
    if (!this.open) return;
    this.open = false;
    this.emit('tb-close', {});
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus());
  }

  async toggle(): Promise<void> {
    if (this.open) this.hide();
    else await this.show();
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog && this.open && !dialog.open) this.#openDialog(dialog);
    else if (dialog && !this.open && dialog.open) dialog.close();
  }

  protected override render(): unknown {
    const classes = [
      'panel',
      this.expanded ? 'expanded' : '',
      this.hasSide ? 'sided' : '',
      this.hasTabs ? 'tabbed' : '',
    ].join(' ');
    const { layout } = this.widgetContext.state;
    const label = this.t('title');
    // A floating box is a native dialog: modal where it fills the screen, beside the page where it does not.
    const box = this.#isFloating
      ? html`<dialog class=${classes} part="panel" data-layout=${layout} aria-label=${label}
          @cancel=${this.#cancelled}>${this.#renderFrame()}</dialog>`
      : html`<section class=${classes} part="panel" data-layout=${layout} aria-label=${label}
          >${this.#renderFrame()}</section>`;
    return html`${box}${this.mode === 'launcher' ? this.#renderLauncher() : nothing}
      <div class="announcer sr" role="status" aria-live="polite"></div>`;
  }

  get #isFloating(): boolean {
    return this.mode === 'launcher' || this.mode === 'panel';
  }

  #renderFrame(): unknown {
    const rooms = this.placedElement('rooms');
    return html`${this.#renderHeader()}
      <div class="bar-area">${
        this.isCovered
          ? nothing
          : renderConnectionBar(this.t, this.status, this.connection.phase, this.signIn)
      }</div>
      ${this.hasSide ? html`<div class="side"><b class="truncate"><bdi>${this.widgetContext.state.workspace?.name}</bdi></b>${rooms}</div>` : nothing}
      ${renderTabs({
        t: this.t,
        texts: this.widgetContext.state,
        panels: this.hasTabs ? this.tabPanels : [],
        current: this.currentPanel?.name ?? '',
        unread: this.unread,
        choose: (name) => void this.showPanel(name),
        keyDown: this.#tabs.onKeyDown,
      })}
      <div class="body" part="body" id="body" role=${this.hasTabs ? 'tabpanel' : nothing}
        aria-labelledby=${this.hasTabs ? `tab-${this.currentPanel?.name ?? ''}` : nothing}>
        ${this.#renderBody()}
      </div>
      ${renderToasts(this.t, this.toasts, (id) => this.dismiss(id))}
      <slot name="footer"></slot>
      ${
        this.hasSide
          ? nothing
          : html`<tb-popover class="rooms-popover" .label=${this.t('rooms')}
              ><div class="rooms-box">${rooms}</div></tb-popover>`
      }`;
  }

  #renderLauncher(): unknown {
    return renderLauncher({
      t: this.t,
      locale: this.widgetContext.state.locale,
      open: this.open,
      label: this.label,
      unread: this.unread,
      toggle: () => void this.toggle(),
      intent: () => void this.loadPanel(this.currentPanel?.name ?? ''),
    });
  }

  #renderHeader(): unknown {
    const { state } = this.widgetContext;
    const current = this.panelHost.element(this.currentPanel?.name ?? '');
    const here = state.rooms.find(({ id }) => id === state.room?.id)?.unread ?? 0;
    const members = state.room
      ? html`<bdi>${this.t('members', { count: state.room.memberCount })}</bdi>`
      : nothing;
    return renderHeader({
      t: this.t,
      state,
      elsewhere: this.unread - here,
      statusLine: this.placedElement('status') ?? members,
      canSwitch: !this.isCovered && !this.hasSide && this.placed('rooms') !== undefined,
      canSearch: !this.isCovered && state.room !== null && current?.search !== undefined,
      canExpand: this.#isFloating && !this.#fullScreen?.matches,
      canClose: this.#isFloating,
      expanded: this.expanded,
      switchRoom: this.#switchRoom,
      search: () => void this.search(),
      expand: () => {
        this.expanded = !this.expanded;
      },
      close: () => this.hide(),
    });
  }

  #renderBody(): unknown {
    const { connection } = this;
    const { room, workspace } = this.widgetContext.state;
    if (this.isCovered) {
      const { phase, failure } = connection;
      const retry = (): void => void connection.restart();
      return renderPhase({ t: this.t, phase, failure, server: this.serverUrl, signIn: this.signIn, retry });
    }
    if (!room) return renderNoRoom(this.t, this.#switchRoom);
    const manages = workspace?.role === 'owner' || workspace?.role === 'admin';
    if (!room.role && !manages) {
      const join = (password?: string): Promise<void> => connection.join(password);
      return html`<tb-join-room .room=${room} .join=${join}></tb-join-room>`;
    }
    return this.tabPanels.map((panel) => this.#renderPanel(panel));
  }

  #renderPanel(panel: PanelDefinition): unknown {
    const current = panel.name === this.currentPanel?.name;
    const element = this.panelHost.element(panel.name);
    if (element) {
      element.hidden = !current;
      return element;
    }
    if (!current) return nothing;
    const error = this.panelHost.error(panel.name);
    if (!error) return html`<div class="centre"><tb-spinner></tb-spinner></div>`;
    return html`<tb-error .heading=${this.t('panelFailedTitle')} .error=${error} retryable
      @retry=${() => this.panelHost.retry(panel)}></tb-error>`;
  }

  #openDialog(dialog: HTMLDialogElement): void {
    if (this.#fullScreen?.matches) dialog.showModal();
    else dialog.show();
  }

  async #focusInside(): Promise<void> {
    const coarse = matchMedia('(pointer: coarse)').matches;
    const panel = this.isCovered ? null : await this.loadPanel(this.currentPanel?.name ?? '');
    // On touch, a focused composer would bring up the keyboard over the messages.
    if (!coarse && panel?.focusPanel && panel.focusPanel() !== false) return;
    this.renderRoot.querySelector<HTMLElement>('.heading')?.focus();
  }

  readonly #switchRoom = (event: Event): void => void this.openSwitcher(event.currentTarget as HTMLElement);

  readonly #screenChanged = (): void => {
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog?.open) {
      dialog.close();
      this.#openDialog(dialog);
    }
    this.requestUpdate();
  };

  readonly #cancelled = (event: Event): void => {
    // Esc on a modal dialog. The key handler decides, because panels use the key first.
    if (event.target === event.currentTarget) event.preventDefault();
  };

  readonly #keyDown = (event: KeyboardEvent): void =>
    handleShellKey(event, {
      close: () => {
        const { open } = this;
        this.hide();
        return open;
      },
      search: () => void this.search(),
      switchRoom: () => void this.openSwitcher(this.renderRoot.querySelector<HTMLElement>('.switcher')),
      stepRoom: (step) => this.stepRoom(step),
    });

  readonly #pageKeyDown = (event: KeyboardEvent): void => {
    if (!this.hotkey || this.hotkey === 'none' || event.defaultPrevented || isTyping(event)) return;
    if (!matchesHotkey(event, this.hotkey)) return;
    event.preventDefault();
    void this.toggle();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'team-brain': TeamBrainElement;
  }
}
