import type { WidgetController } from '@teambrain/widget-kit';
import type { TimelineItem } from '../../client/api.js';
import type { Message } from '../../shared/types.js';
import type { ChatTexts } from '../chat-messages.js';
import type { MoreTexts } from '../chat-more-messages.js';
import type { SuggestionSource } from '../composer/suggestions.js';
import type { Editor, EditPlace } from '../editing.js';
import type { RoomSession } from '../room-session.js';
import type { RowContext } from '../timeline/row-context.js';

import type { Side } from './side-kind.js';

/** What the chat lends to the views beside it. */
export interface ChatPort {
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly more: MoreTexts;
  readonly session: RoomSession;
  readonly context: RowContext;
  /** The same for rows inside a thread. */
  readonly threadContext: RowContext;
  readonly suggest: SuggestionSource;
  /** Grows with every drawing of the chat. */
  revision: number;
  readonly side: Side | undefined;
  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void;
  /** The message being edited there, and its editor. */
  editing(place: EditPlace): Editor | undefined;
  /** Edits the newest own message, of a thread where its items are given. */
  editLast(items?: readonly TimelineItem[]): void;
  pickEmoji(anchor: HTMLElement, chosen: (emoji: string) => void): void;
  /** Shows a message in the history. */
  jump(messageId: string, seq?: number): Promise<void>;
  openThread(root: Message): void;
  closeSide(): void;
}
