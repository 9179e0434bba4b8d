import type { ChatTexts } from '../chat-messages.js';
import type { TokenContext } from '../tokens/render-tokens.js';

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
}
