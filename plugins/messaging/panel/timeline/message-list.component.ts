import {
  arrowDownIcon,
  baseStyles,
  icon,
  prefersReducedMotion,
  TbAvatar,
  TbElement,
  TbSpinner,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TimelineItem } from '../../client/api.js';
import type { Message } from '../../shared/types.js';
import { tokenStyles } from '../tokens/tokens.styles.js';
import { keyed } from './keyed.js';
import type { ListHost } from './list-host.js';
import { messageListStyles } from './message-list.styles.js';
import { type RowFlags, renderMessage } from './message-row.js';
import type { AttendedList, RowContext } from './row-context.js';
import { buildRows, type Row } from './rows.js';
import { renderRule } from './rules.js';
import { ScrollKeeper } from './scroll-keeper.js';

/** How close to an edge, in pixels, the next page is asked for. */
const loadDistance = 700;

/** A scrolling history: one tab stop, a kept place, one listener for all rows. */
export class TbMessageList extends TbElement implements AttendedList {
  static override readonly tag = 'tb-message-list';
  static override readonly dependencies = [TbAvatar, TbSpinner];
  static override properties: PropertyDeclarations = {
    items: { attribute: false },
    context: { attribute: false },
    host: { attribute: false },
    label: {},
    unreadAfter: { attribute: false },
    hasBefore: { attribute: false },
    hasAfter: { attribute: false },
    loading: { attribute: false },
    error: { attribute: false },
    newer: { attribute: false },
    beginning: { attribute: false },
    editing: { attribute: false },
    currentKey: { state: true },
    activeKey: { state: true },
    flashId: { state: true },
    unseen: { state: true },
    away: { state: true },
  };
  static override styles = [baseStyles, messageListStyles, tokenStyles];

  declare context: RowContext;
  declare host: ListHost;
  items: readonly TimelineItem[] = [];
  /** Accessible name of the history. */
  label = '';
  unreadAfter: number | undefined;
  hasBefore = false;
  hasAfter = false;
  loading: false | 'first' | 'before' | 'after' | 'jump' = false;
  /** Why the last load failed. */
  error: Error | undefined;
  /** Messages that came after the end of the window. */
  newer = 0;
  /** Stands above the first message of the room. */
  beginning: TemplateResult | typeof nothing = nothing;
  /** The message that is being edited, and its editor. */
  editing: { id: string; template: TemplateResult } | undefined;

  currentKey: string | undefined;
  activeKey: string | undefined;
  flashId: string | undefined;
  protected unseen = 0;
  /** Far enough from the end that a way back is offered. */
  protected away = false;
  #attended = false;
  #opened = false;
  #seenSeq = 0;
  #focusedIndex = -1;
  #frame = 0;
  /** Where the last page was wanted. */
  #direction: 'before' | 'after' = 'before';
  readonly keeper = new ScrollKeeper(() => this.renderRoot?.querySelector<HTMLElement>('.scroller') ?? null);
  readonly #sizes =
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(() => {
          if (this.keeper.following) this.keeper.toEnd();
        });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#watchSizes();
  }

  /** Starts anew, for another room: the next items open at the first unread message, or at the end. */
  reset(): void {
    this.#opened = false;
    this.#seenSeq = 0;
    this.currentKey = undefined;
    this.#focusedIndex = -1;
    this.keeper.following = true;
    this.activeKey = undefined;
    this.unseen = 0;
    this.away = false;
  }

  /** Looks again at what the reader sees, after the page came back into view. */
  check(): void {
    this.onScroll();
  }

  /** Scrolls to the newest message. */
  toEnd(): void {
    this.keeper.toEnd();
    this.#scrolled();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.loading === 'before' || this.loading === 'after') this.#direction = this.loading;
    if (!changed.has('items')) return;
    this.keeper.remember();
    const focused = this.renderRoot?.querySelector<HTMLElement>('article:focus');
    this.#focusedIndex = focused
      ? ((changed.get('items') as TimelineItem[] | undefined)?.findIndex(
          (item) => item.key === focused.dataset.key,
        ) ?? -1)
      : -1;
    if (this.currentKey && !this.items.some((item) => item.key === this.currentKey))
      this.currentKey = undefined;
  }

  protected override firstUpdated(): void {
    this.#watchSizes();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('items') || changed.has('loading')) {
      if (!this.#opened && this.items.length && this.loading !== 'first') this.#open();
      else this.keeper.settle();
      this.#restoreFocus();
      this.#scrolled();
    }
    const { extras } = this.context;
    if (this.#attended || !extras) return;
    this.#attended = true;
    extras.attend(this);
  }

  protected override render(): unknown {
    const { unreadAfter, hasBefore } = this;
    const rows = buildRows(this.items, { unreadAfter, hasBefore, viewerId: this.context.viewerId });
    const byId = new Map(this.items.map(({ message }) => [message.id, message]));
    const current = this.#current;
    return html`<div class="scroller" @scroll=${this.onScroll}>
        <div class="rows" role="log" aria-live="off" aria-label=${this.label} part="message-list"
          @click=${this.#onClick} @focusin=${this.#onFocusIn}>
          ${this.#renderTop()}
          ${keyed(rows.map((row) => [row.key, this.#renderRow(row, current, byId)]))}
          ${this.loading === 'after' ? html`<div class="edge"><tb-spinner></tb-spinner></div>` : nothing}
          ${this.error && this.#direction === 'after' ? this.#renderFailure() : nothing}
        </div>
      </div>
      ${this.#renderPill()}`;
  }

  #renderTop(): unknown {
    if (this.loading === 'before') return html`<div class="edge"><tb-spinner></tb-spinner></div>`;
    if (this.error && this.#direction === 'before') return this.#renderFailure();
    return this.hasBefore ? nothing : html`<div class="edge">${this.beginning}</div>`;
  }

  #renderFailure(): unknown {
    const { error, context, host } = this;
    const retry = (): void => (this.#direction === 'before' ? host.loadBefore() : host.loadAfter());
    return error && context.extras?.failure(error, retry);
  }

  #renderRow(row: Row, current: string | undefined, byId: Map<string, Message>): unknown {
    if (row.kind !== 'message') return renderRule(row, this.context);
    const { item, key } = row;
    const { message } = item;
    const editor = this.editing?.id === message.id ? this.editing.template : undefined;
    const repliedTo = message.replyTo ? byId.get(message.replyTo) : undefined;
    const flags: RowFlags = {
      grouped: row.grouped,
      current: key === current,
      active: key === this.activeKey,
      flash: message.id === this.flashId,
    };
    return guard(
      [item, flags.grouped, flags.current, flags.active, flags.flash, editor, repliedTo, this.context],
      () => renderMessage(item, flags, this.context, { editor, repliedTo }),
    );
  }

  #renderPill(): unknown {
    const { t } = this.context;
    // Of a window that ends before the newest message only what came since is known.
    const count = this.newer + (this.hasAfter ? 0 : this.unseen);
    if (!this.away && !count && !this.hasAfter) return nothing;
    return html`<button type="button" class="pill ${count ? '' : 'plain'}" part="jump-pill" @click=${this.#jumpToEnd}>
      ${icon(arrowDownIcon, 16)} ${count ? t('jumpToNew', { count }) : t('jumpToLatest')}</button>`;
  }

  get #current(): string | undefined {
    return this.currentKey ?? this.items.at(-1)?.key;
  }

  #watchSizes(): void {
    for (const selector of ['.scroller', '.rows']) {
      const box = this.renderRoot.querySelector(selector);
      if (box) this.#sizes?.observe(box);
    }
  }

  #open(): void {
    this.#opened = true;
    const after = this.unreadAfter;
    this.#seenSeq = after ?? this.items.at(-1)?.message.seq ?? 0;
    const unread = this.renderRoot.querySelector('.unread');
    if (unread) this.keeper.toRow('unread', 'third', this.onScroll);
    else this.keeper.toEnd();
  }

  #restoreFocus(): void {
    if (this.#focusedIndex < 0 || this.renderRoot.querySelector('article:focus')) return;
    const next = this.items[Math.min(this.#focusedIndex, this.items.length - 1)];
    this.#focusedIndex = -1;
    if (next) this.focusKey(next.key);
  }

  readonly onScroll = (): void => {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#scrolled();
    });
  };

  /** Everything that follows from where the reader is. */
  #scrolled(): void {
    const box = this.renderRoot?.querySelector<HTMLElement>('.scroller');
    if (!box || !this.#opened || !box.clientHeight || this.keeper.settling) return;
    this.keeper.measure();
    const atEnd = this.keeper.following && !this.hasAfter;
    const last = this.items.findLast((item) => item.message.seq > 0)?.message.seq ?? 0;
    this.#seenSeq = Math.max(this.#seenSeq, atEnd ? last : this.#seqOf(this.keeper.lastVisible()));
    const { viewerId } = this.context;
    this.unseen = this.items.filter(
      ({ message }) => message.seq > this.#seenSeq && message.author.id !== viewerId && !message.deletedAt,
    ).length;
    this.away = this.keeper.distanceToEnd > box.clientHeight * 1.5;
    if (atEnd && last) this.host.seen(last);
    // After a failure the reader decides when to try again.
    if (this.loading || this.error) return;
    if (this.hasBefore && this.keeper.distanceToStart < loadDistance) this.host.loadBefore();
    else if (this.hasAfter && this.keeper.distanceToEnd < loadDistance) this.host.loadAfter();
  }

  #seqOf(key: string | undefined): number {
    return this.items.find((item) => item.key === key)?.message.seq ?? 0;
  }

  readonly #jumpToEnd = async (): Promise<void> => {
    if (this.hasAfter) await this.host.toNewest();
    await this.updateComplete;
    const far = this.keeper.distanceToEnd > 4000 || prefersReducedMotion();
    const box = this.renderRoot.querySelector('.scroller');
    if (far) this.keeper.toEnd();
    else box?.scrollTo({ top: box.scrollHeight, behavior: 'smooth' });
    this.currentKey = undefined;
    this.host.leave();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const row = target.closest<HTMLElement>('article');
    const item = this.items.find((entry) => entry.key === row?.dataset.key);
    if (!row || !item) return;
    const control = target.closest<HTMLElement>('[data-action]');
    if (control) this.host.act(control.dataset.action ?? '', item, control, event);
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    const row = (event.target as Element).closest<HTMLElement>('article');
    if (row) this.currentKey = row.dataset.key;
  };

  focusKey(key: string): void {
    this.currentKey = key;
    void this.updateComplete.then(() => {
      const row = this.keeper.row(key);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
    });
  }
}
