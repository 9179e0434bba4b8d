import type { WidgetRoomHandle } from '@teambrain/widget-kit';
import type { CallingRoom } from '../client/event-calls.js';

/** An open room as the calendar uses it; written out because a panel stands on its own plugin's client part alone. */
export type CalendarRoom = CallingRoom;

export function asCalendarRoom(handle: WidgetRoomHandle | null): CalendarRoom | undefined {
  return handle && 'channel' in handle ? (handle as unknown as CalendarRoom) : undefined;
}
