import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ConflictReport, CreateEvent } from '../../shared/types.js';
import type { CalendarPort } from '../seams.js';

/** How long nothing is typed before the server is asked. */
const quietMs = 400;

/** Asks what an event would clash with while it is written. Of all that is asked the last answer counts. */
export class ClashWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  report: ConflictReport | undefined;
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#asked = '';
  }

  /** `input` undefined: there is nothing to ask. `eventId`: the event as it is to become. */
  watch(port: CalendarPort, input: CreateEvent | undefined, eventId?: string): void {
    const question = input && { ...input, ...(eventId && { eventId }) };
    const asked = question ? JSON.stringify(question) : '';
    if (asked === this.#asked) return;
    this.#asked = asked;
    clearTimeout(this.#timer);
    if (!question) {
      this.report = undefined;
      return;
    }
    this.#timer = setTimeout(() => {
      port.room.check(question).then(
        (report) => asked === this.#asked && this.show(report),
        // It is a hint: what cannot be asked now is told when it is saved.
        () => asked === this.#asked && this.show(undefined),
      );
    }, quietMs);
  }

  show(report: ConflictReport | undefined): void {
    this.report = report;
    this.#host.requestUpdate();
  }
}
