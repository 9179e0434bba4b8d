import { baseStyles, TbElement, WidgetController, type WidgetRoomHandle } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { RoomPresence } from '../client/api.js';
import type { PresenceEntry, PresenceStatus } from '../shared/types.js';
import { presenceMessages } from './presence-messages.js';

declare module '@teambrain/widget-kit' {
  interface WidgetRoomHandle extends Partial<RoomPresence> {}
}

/**
 * "4 online", or in a direct room how the other one is. Until the server has said who is here, the number of members.
 * Not a live region: people come and go too often to be announced.
 */
export class TbPresenceLine extends TbElement {
  static override readonly tag = 'tb-presence-line';
  static override properties: PropertyDeclarations = { _entries: { state: true } };
  static override styles = [
    baseStyles,
    css`
      :host {
        align-items: center;
        color: var(--tb-color-text-muted);
        display: inline-flex;
        font-size: 12px;
        gap: 6px;
        line-height: 16px;
      }
      .dot {
        background: var(--tb-color-text-muted);
        block-size: 7px;
        border-radius: 50%;
        flex: none;
        inline-size: 7px;
      }
      .online {
        background: var(--tb-color-success);
      }
      /* A ring, so that it differs by shape and not by colour alone. */
      .away,
      .offline {
        background: none;
        box-shadow: inset 0 0 0 1.5px var(--tb-color-text-muted);
      }
      @media (forced-colors: active) {
        .online {
          background: CanvasText;
          forced-color-adjust: none;
        }
      }
    `,
  ];

  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(presenceMessages);
  private _entries: readonly PresenceEntry[] | undefined;
  #handle: WidgetRoomHandle | null = null;
  #stop: (() => void) | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
  }

  protected override willUpdate(): void {
    if (this.isConnected && this.widget.state.handle !== this.#handle) this.#follow(this.widget.state.handle);
  }

  #follow(handle: WidgetRoomHandle | null): void {
    this.#stop?.();
    this.#handle = handle;
    this._entries = undefined;
    this.#stop = handle?.onPresence?.((entries) => {
      this._entries = entries;
    });
  }

  protected override render(): unknown {
    const { room, me } = this.widget.state;
    if (!room) return '';
    const entries = this._entries;
    const peer = room.direct ? room.peers?.find(({ id }) => id !== me?.id) : undefined;
    if (entries && peer && room.memberCount <= 2) {
      const status = entries.find(({ userId }) => userId === peer.id)?.status ?? 'offline';
      return this.#line(status, this.#t(status));
    }
    const count = entries?.filter(({ status }) => status !== 'offline').length ?? 0;
    return count > 0
      ? this.#line('online', this.#t('onlineCount', { count }))
      : html`${this.#t('members', { count: room.memberCount })}`;
  }

  #line(status: PresenceStatus, text: string): TemplateResult {
    return html`<span class="dot ${status}" aria-hidden="true"></span><bdi>${text}</bdi>`;
  }
}
