import type { WidgetController } from '@teambrain/widget-kit';
import type { ReactiveControllerHost } from 'lit';
import type { TimelineItem } from '../client/api.js';
import type { Message } from '../shared/types.js';
import type { ChatTexts } from './chat-messages.js';
import type { TbMessageComposer } from './composer/message-composer.component.js';
import type { RoomSession } from './room-session.js';
import type { TbMessageList } from './timeline/message-list.component.js';
import type { RowContext } from './timeline/row-context.js';

/** The chat's first view, as what is loaded later sees it. */
export interface ChatCore {
  readonly context: RowContext;
  readonly roomName: string;
  /** Why nothing can be written here; empty where it can. */
  readonly closedReason: string;
  changed(): void;
  act(action: string, item: TimelineItem, control: HTMLElement, event: Event): void;
  reply(message: Message): void;
  cancelReply(): void;
  /** Puts the focus into the field. */
  leave(): void;
}

/** The panel as its controllers see it. */
export interface ChatElement extends ReactiveControllerHost, HTMLElement {
  readonly widget: WidgetController;
  readonly t: ChatTexts;
  readonly session: RoomSession;
  readonly list: TbMessageList | null;
  readonly composer: TbMessageComposer | null;
  readonly renderRoot: HTMLElement | DocumentFragment;
  emit(
    name: 'tb-message-send',
    detail: { text: string; roomId: string },
    options: { cancelable: boolean },
  ): boolean;
  emit(name: 'tb-message-sent', detail: { message: unknown }): boolean;
  emit(name: 'tb-file-upload', detail: { file: unknown }): boolean;
}
