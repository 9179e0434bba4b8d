import type { Loaded } from '@teambrain/client';
import type { ElementClass, WidgetController } from '@teambrain/widget-kit';
import type { RoomCalendar } from '../client/api.js';
import type { EventCalls } from '../client/event-calls.js';
import type { CalendarEvent, Occurrence } from '../shared/types.js';
import type { Day } from './time/days.js';

/** What parts that load later are given of the calendar. */
export interface CalendarPort {
  readonly widget: WidgetController;
  readonly roomId: string;
  readonly events: Loaded<EventCalls>;
  readonly room: Loaded<RoomCalendar>;
}

export type Scope = 'this' | 'following' | 'all';

/** What the editor is opened for: a new event on a day, or the change of one. */
export interface EditorRequest {
  /** The day of a new event, and the hour where one was pressed. */
  day?: Day;
  hour?: number;
  event?: CalendarEvent;
  occurrence?: Occurrence;
  scope?: Scope;
}

/** An element that makes or changes an event; it fires `close` when it is done, and takes itself away. */
export interface EditorElement extends HTMLElement {
  port: CalendarPort;
  request: EditorRequest;
}

/** An element with the versions of an event, shown in its card. */
export interface HistoryElement extends HTMLElement {
  port: CalendarPort;
  event: CalendarEvent;
}

/** Parts with chunks of their own. Without one, its control is not there. */
export const seams: {
  editor?: () => Promise<ElementClass>;
  history?: () => Promise<ElementClass>;
} = {};
