import type { WidgetController } from '@teambrain/widget-kit';
import type { ReactiveControllerHost } from 'lit';
import type { ChatTexts } from './chat-messages.js';
import type { TbMessageComposer } from './composer/message-composer.component.js';
import type { RoomSession } from './room-session.js';
import type { TbMessageList } from './timeline/message-list.component.js';

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
}
