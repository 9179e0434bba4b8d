import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { TimelineItem } from '../../client/api.js';
import type { Message, Token } from '../../shared/types.js';
import type { ChatTexts } from '../chat-messages.js';
import type { Rendered, TokenContext } from '../tokens/render-tokens.js';
import type { ListHost } from './list-host.js';
import type { ScrollKeeper } from './scroll-keeper.js';

/** What one viewer may do with messages here. */
export interface MessageRights {
  react: boolean;
  write: boolean;
  moderate: boolean;
}

export interface RowContext {
  t: ChatTexts;
  locale: string;
  viewerId: string | undefined;
  rights: MessageRights;
  tokens: TokenContext;
  /** Inside a thread, "in reply to" and the thread link say nothing new. */
  inThread: boolean;
  /** What an emoji is called in this language, once that is loaded. */
  emojiName?: ((emoji: string) => string | undefined) | undefined;
  /** Once loaded. */
  extras?: RowExtras | undefined;
}

/**
 * One tab stop for a whole history: exactly one row has `tabindex="0"`, arrows move it, Enter goes into a row's controls,
 * Escape comes back out. Controls inside rows carry `tabindex="-1"` always.
 */
export type RovingMove = 'up' | 'down' | 'first' | 'last';

export interface ListKeys {
  rtl: boolean;
  move(move: RovingMove): void;
  /** Out of the history. */
  leave(): void;
}

/** A history as those see it who point at its rows, walk through them or jump in it. */
export interface AttendedList extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly items: readonly TimelineItem[];
  readonly host: ListHost;
  readonly keeper: ScrollKeeper;
  /** The row that is the tab stop; undefined for the last one. */
  currentKey: string | undefined;
  /** The row that carries the toolbar. */
  activeKey: string | undefined;
  /** The message that was just jumped to. */
  flashId: string | undefined;
  /** Makes a row the tab stop and puts the focus on it. */
  focusKey(key: string): void;
  readonly onScroll: () => void;
}

/** What rows have besides plain text: for who points at them or walks through them, and for what few messages hold. */
export interface RowExtras {
  /** Hears the pointer and the keyboard for a history; once each. */
  attend(list: AttendedList): void;
  /** For the one row that is hovered or focused. */
  toolbar(context: RowContext): TemplateResult;
  files(message: Message, context: RowContext): TemplateResult;
  /** Lists, tables, code and the like. */
  block(token: Token, context: TokenContext, depth: number): Rendered;
  /** Above the field: who is being answered. */
  replyLine(name: string, cancel: () => void): TemplateResult;
  /** Gives the field the looks of that line. */
  answering(composer: { renderRoot: HTMLElement | DocumentFragment } | null): void;
  /** Below a message that could not be sent. */
  unsent(): TemplateResult;
  /** At the edge whose page could not be loaded. */
  failure(error: Error, retry: () => void): TemplateResult;
}
