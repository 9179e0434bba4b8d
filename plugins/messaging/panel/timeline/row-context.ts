import type { CSSResult, TemplateResult } from 'lit';
import type { Message, Token } from '../../shared/types.js';
import type { ChatTexts } from '../chat-messages.js';
import type { Rendered, TokenContext } from '../tokens/render-tokens.js';

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

/** What rows have besides plain text: for who points at them or walks through them, and for what few messages hold. */
export interface RowExtras {
  readonly styles: readonly CSSResult[];
  /** For the one row that is hovered or focused. */
  toolbar(context: RowContext): TemplateResult;
  files(message: Message, context: RowContext): TemplateResult;
  /** Lists, tables, code and the like. */
  block(token: Token, context: TokenContext, depth: number): Rendered;
  /** The key map of a history. Answers whether the key was taken. */
  takeKey(event: KeyboardEvent, row: HTMLElement, keys: ListKeys): boolean;
}
