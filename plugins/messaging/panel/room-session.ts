import type { WidgetController } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Timeline, TimelineState } from '../client/api.js';
import type { Message } from '../shared/types.js';
import { asChatRoom, type ChatRoom } from './chat-room.js';
import { sessionDrafts } from './composer/drafts.js';
import { People } from './people.js';

interface SessionHost extends ReactiveControllerHost {
  /** Whether a person looks at this panel now. */
  readonly watched: boolean;
  roomOpened(): void;
  messageCame(message: Message): void;
  /** Says the message to screen readers. */
  announce(message: Message): void;
}

/** The current room while its panel is on the page: its timeline, who types, what has been read. */
export class RoomSession implements ReactiveController {
  readonly #host: SessionHost;
  readonly #widget: WidgetController;
  #stops: (() => void)[] = [];
  room: ChatRoom | undefined;
  timeline: Timeline | undefined;
  state: TimelineState | undefined;
  people: People | undefined;
  /** Grows whenever names became known. */
  peopleVersion = 0;
  typing: readonly string[] = [];
  #readSeq = 0;
  #watched = false;
  /** After "mark unread" nothing is read by itself until the reader does something that means reading. */
  #held = false;

  constructor(host: SessionHost, widget: WidgetController) {
    this.#host = host;
    this.#widget = widget;
    host.addController(this);
  }

  hostUpdate(): void {
    const room = asChatRoom(this.#widget.state.handle);
    const { watched } = this.#host;
    if (room === this.room) {
      // Somebody who comes back sees from where they have not read.
      if (watched && !this.#watched && this.#readSeq > 0) this.timeline?.markUnreadFrom(this.#readSeq);
      this.#watched = watched;
      return;
    }
    this.#watched = watched;
    this.#end();
    if (room) this.#start(room);
  }

  hostDisconnected(): void {
    this.#end();
  }

  #start(room: ChatRoom): void {
    const { state } = this.#widget;
    this.room = room;
    this.people = new People(room, state.room?.peers ?? [], () => this.#peopleChanged());
    const unread = state.room?.unread ?? 0;
    // With more unread messages than a page, the window opens where reading stopped.
    const around = unread > 40 ? { around: Math.max(1, state.room?.readSeq ?? 0) } : {};
    this.timeline = room.messages.timeline({ limit: 50, ...around });
    this.state = this.timeline.state;
    this.#readSeq = state.room?.readSeq ?? 0;
    this.#host.roomOpened();
    this.#stops = [
      this.timeline.subscribe((next) => this.#take(next)),
      room.on('message.created', ({ message }, { replay }) => this.#created(message, replay)),
    ];
    const stopForgetting = state.client?.on('logout', () => sessionDrafts.clear());
    if (stopForgetting) this.#stops.push(stopForgetting);
    const stopTyping = room.onTyping?.((userIds) => {
      this.typing = userIds;
      const { people } = this;
      if (userIds.some((id) => people?.name(id) === undefined)) void people?.all();
      this.#host.requestUpdate();
    });
    if (stopTyping) this.#stops.push(stopTyping);
  }

  #end(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.timeline?.close();
    this.room = undefined;
    this.timeline = undefined;
    this.state = undefined;
    this.people = undefined;
    this.typing = [];
    this.#readSeq = 0;
    this.#held = false;
  }

  #take(next: TimelineState): void {
    const known = this.people;
    if (known && next.items !== this.state?.items)
      known.learn(next.items.map(({ message }) => message.author));
    this.state = next;
    this.#host.requestUpdate();
  }

  #peopleChanged(): void {
    this.peopleVersion++;
    this.#host.requestUpdate();
  }

  #created(message: Message, replay: boolean): void {
    if (message.author.id === this.#widget.state.me?.id) return;
    if (!replay) this.#host.messageCame(message);
    if (this.#widget.state.visible) this.#host.announce(message);
  }

  /** The reader saw everything up to `seq`. */
  seen(seq: number): void {
    if (this.#held || !this.#host.watched || seq <= this.#readSeq || !this.room) return;
    this.#readSeq = seq;
    this.#widget.actions.markRead(this.room.id, seq);
    this.room.read(seq).catch((error: unknown) => {
      this.#readSeq = 0;
      this.#widget.actions.report(error);
    });
  }

  /** Reading counts again. */
  release(): void {
    this.#held = false;
  }

  /** Everything from `seq` on counts as unread. */
  async markUnread(seq: number): Promise<void> {
    if (!this.room) return;
    this.#held = true;
    this.#readSeq = seq - 1;
    this.timeline?.markUnreadFrom(seq - 1);
    await this.room.read(Math.max(0, seq - 1), { force: true });
    await this.#widget.actions.refreshRooms();
  }
}
