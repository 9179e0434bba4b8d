import {
  baseStyles,
  iconButtonStyles,
  type PanelDefinition,
  TbSpinner,
  themeStyles,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyValues } from 'lit';
import { isDarkPage } from './shell/auto-dark.js';
import { BoxSizeController } from './shell/box-size.js';
import { densityStyles } from './shell/density.styles.js';
import { frameStyles } from './shell/frame.styles.js';
import { renderHeader } from './shell/header-view.js';
import { launcherStyles } from './shell/launcher.styles.js';
import { renderLauncher } from './shell/launcher-view.js';
import { placementStyles } from './shell/placement.styles.js';
import { WidgetPanels } from './widget-panels.js';

const waiting = html`<div class="centre"><tb-spinner></tb-spinner></div>`;
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
 * @fires tb-event-rsvp
 * @fires tb-link
 * @fires tb-error
 * @fires tb-auth-required
 */
export class TeamBrainElement extends WidgetPanels {
  static override readonly tag = 'team-brain';
  static override readonly dependencies = [TbSpinner];
  static override styles = [
    themeStyles,
    baseStyles,
    iconButtonStyles,
    placementStyles,
    launcherStyles,
    frameStyles,
    densityStyles,
  ];

  #fullScreen: MediaQueryList | null = null;

  constructor() {
    super();
    new BoxSizeController(this, '.panel', (size) => {
      this.boxSize = size;
    });
    this.addEventListener('keydown', this.#escape);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#fullScreen = matchMedia(fullScreenQuery);
    this.#fullScreen.addEventListener('change', this.#screenChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#fullScreen?.removeEventListener('change', this.#screenChanged);
  }

  /** Opens the widget, on a panel if one is named. */
  override async show(panel?: string): Promise<void> {
    if (panel) this.panel = panel;
    if (this.isShown) return;
    this.open = true;
    await this.updateComplete;
    this.emit('tb-open', {});
    void this.#focusInside();
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
    this.toggleAttribute('data-auto-dark', isDarkPage(this));
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
    const { layout, locale } = this.widgetContext.state;
    const label = this.t('title');
    // A floating box is a native dialog: modal where it fills the screen, beside the page where it does not.
    const box = this.#isFloating
      ? html`<dialog class=${classes} part="panel" data-layout=${layout} lang=${locale} aria-label=${label}
          @cancel=${this.#cancelled}>${this.#renderFrame()}</dialog>`
      : html`<section class=${classes} part="panel" data-layout=${layout} lang=${locale} aria-label=${label}
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
        this.isCovered || !this.settled ? nothing : this.withMore((more) => more.bars(this.signIn))
      }</div>
      ${this.hasSide ? this.withMore((more) => more.side(rooms)) : nothing}
      ${
        this.hasTabs
          ? this.withMore((more) =>
              more.tabs({
                panels: this.tabPanels,
                current: this.currentPanel?.name ?? '',
                unread: this.unread,
                choose: (name) => void this.showPanel(name),
              }),
            )
          : nothing
      }
      <div class="body" part="body" id="body" role=${this.hasTabs ? 'tabpanel' : nothing}
        aria-labelledby=${this.hasTabs ? `tab-${this.currentPanel?.name ?? ''}` : nothing}>
        ${this.#renderBody()}
      </div>
      ${this.settled ? this.withMore((more) => more.toasts()) : nothing}
      <slot name="footer"></slot>
      ${rooms && !this.hasSide ? this.withMore((more) => more.popover(rooms)) : nothing}`;
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
    const { phase } = this.connection;
    const { room, workspace } = this.widgetContext.state;
    const manages = workspace?.role === 'owner' || workspace?.role === 'admin';
    if (this.isCovered && (phase === 'idle' || phase === 'connecting')) return waiting;
    if (this.isCovered || !room || !(room.role || manages))
      return this.withMore((more) => more.instead(this.isCovered, this.signIn), waiting);
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
    if (!error) return waiting;
    return this.withMore((more) => more.panelFailure(error, () => this.panelHost.retry(panel)), waiting);
  }

  #openDialog(dialog: HTMLDialogElement): void {
    if (this.#fullScreen?.matches) dialog.showModal();
    else dialog.show();
  }

  async #focusInside(): Promise<void> {
    const heading = this.renderRoot.querySelector<HTMLElement>('.heading');
    heading?.focus();
    // On touch, a focused composer would bring up the keyboard over the messages.
    if (matchMedia('(pointer: coarse)').matches) return;
    // The first time there is nothing to write in yet. Who goes elsewhere meanwhile stays there.
    await this.ready;
    const panel = await this.loadPanel(this.currentPanel?.name);
    if ((this.renderRoot as ShadowRoot).activeElement === heading) panel?.focusPanel?.();
  }

  readonly #switchRoom = ({ currentTarget }: Event): void =>
    this.later((more) => more.openSwitcher(currentTarget as HTMLElement));

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

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.open) return;
    this.hide();
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'team-brain': TeamBrainElement;
  }
}
