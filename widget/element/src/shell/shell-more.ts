import {
  adoptStyles,
  controlStyles,
  define,
  RovingFocusController,
  TbEmpty,
  TbError,
  TbPopover,
  translate,
  type WidgetContext,
  type WidgetRoom,
} from '@teambrain/widget-kit';
import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { JoinRoom } from '../join-room.component.js';
import { frameMoreStyles } from './frame-more.styles.js';
import { type MoreTexts, moreMessages } from './more-messages.js';
import { handlePageKey, handleShellKey } from './shell-keys.js';
import { renderNoRoom, renderPanelFailure, renderPhase, type StateView } from './state-view.js';
import { renderTabs, type TabsView } from './tabs-view.js';
import { renderToasts, type Toast } from './toasts-view.js';

interface ShellHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** What the frame draws besides a room and its header: tabs, rooms, toasts, and whatever stands where no panel can. */
export class ShellMore {
  readonly keyDown = handleShellKey;
  readonly pageKeyDown = handlePageKey;
  readonly #t: MoreTexts;
  readonly #context: WidgetContext;
  readonly #tabs: RovingFocusController;

  constructor(host: ShellHost, context: WidgetContext, showPanel: (name: string) => void) {
    for (const element of [TbEmpty, TbError, TbPopover, JoinRoom]) define(element);
    adoptStyles(host.renderRoot as ShadowRoot, [...controlStyles, frameMoreStyles]);
    this.#context = context;
    this.#t = (key, values) => translate(context.state, moreMessages, key, values);
    this.#tabs = new RovingFocusController(host, {
      items: () => [...host.renderRoot.querySelectorAll<HTMLElement>('.tab')],
      axis: 'both',
      wrap: true,
      onMove: (tab) => showPanel(tab.dataset.name ?? ''),
    });
  }

  tabs(view: Omit<TabsView, 't' | 'texts' | 'keyDown'>): unknown {
    const texts = this.#context.state;
    return renderTabs({ ...view, t: this.#t, texts, keyDown: this.#tabs.onKeyDown });
  }

  toasts(toasts: readonly Toast[], dismiss: (id: number) => void): TemplateResult {
    return renderToasts(this.#t, toasts, dismiss);
  }

  /** The rooms in a column of their own. */
  side(rooms: unknown): TemplateResult {
    const { workspace } = this.#context.state;
    return html`<div class="side"><b class="truncate"><bdi>${workspace?.name}</bdi></b>${rooms}</div>`;
  }

  /** The rooms below the room's name, for `openSwitcher`. */
  popover(rooms: unknown): TemplateResult {
    return html`<tb-popover class="rooms-popover" .label=${this.#t('rooms')}
      ><div class="rooms-box">${rooms}</div></tb-popover>`;
  }

  phase(view: Omit<StateView, 't'>): TemplateResult | null {
    return renderPhase({ ...view, t: this.#t });
  }

  noRoom(choose: (event: Event) => void): TemplateResult {
    return renderNoRoom(this.#t, choose);
  }

  joinRoom(room: WidgetRoom, join: (password?: string) => Promise<void>): TemplateResult {
    return html`<tb-join-room .room=${room} .join=${join}></tb-join-room>`;
  }

  panelFailure(error: unknown, retry: () => void): TemplateResult {
    return renderPanelFailure(this.#t, error, retry);
  }
}
