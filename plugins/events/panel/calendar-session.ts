import type { WidgetClient, WidgetController } from '@teambrain/widget-kit';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { OccurrencesState, OccurrencesStore, TimeWindow } from '../client/api.js';
import { createOccurrencesStore } from '../client/occurrences-store.js';
import { asCalendarRoom, type CalendarRoom } from './calendar-room.js';

interface SessionHost extends ReactiveControllerHost {
  /** The stretch of time that is on show. */
  readonly stretch: TimeWindow;
  roomOpened(): void;
}

/** The current room's calendar while its panel is on the page. */
export class CalendarSession implements ReactiveController {
  readonly #host: SessionHost;
  readonly #widget: WidgetController;
  client: WidgetClient | null = null;
  room: CalendarRoom | undefined;
  store: OccurrencesStore | undefined;
  state: OccurrencesState | undefined;
  #stop: (() => void) | undefined;
  #shown = '';

  constructor(host: SessionHost, widget: WidgetController) {
    this.#host = host;
    this.#widget = widget;
    host.addController(this);
  }

  hostUpdate(): void {
    const { client, handle } = this.#widget.state;
    const room = client ? asCalendarRoom(handle) : undefined;
    const { stretch } = this.#host;
    const shown = `${stretch.from} ${stretch.to}`;
    if (room !== this.room || client !== this.client) {
      this.hostDisconnected();
      this.client = client;
      this.room = room;
      this.#shown = shown;
      if (client && room) this.#start(client, room, stretch);
    } else if (shown !== this.#shown) {
      this.#shown = shown;
      void this.store?.move(stretch);
    }
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.store?.close();
    this.#stop = this.store = this.state = this.room = undefined;
    this.client = null;
  }

  #start(client: WidgetClient, room: CalendarRoom, stretch: TimeWindow): void {
    const store = createOccurrencesStore(client, room, stretch);
    this.store = store;
    this.state = store.state;
    this.#stop = store.subscribe((state) => {
      this.state = state;
      this.#host.requestUpdate();
    });
    this.#host.roomOpened();
  }
}
