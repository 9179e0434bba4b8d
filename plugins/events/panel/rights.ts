import type { WidgetState } from '@teambrain/widget-kit';
import type { CalendarEvent } from '../shared/types.js';

/** The server decides; these only keep controls away that it would refuse. */
const isOpen = ({ room, readonly }: WidgetState): boolean => !readonly && !!room && room.archived !== true;

export const mayAdd = (state: WidgetState): boolean =>
  isOpen(state) && state.permissions.has('events.create');

/** Changing and deleting need a role in the event besides the right in the room. */
export const mayChange = (state: WidgetState, event: CalendarEvent): boolean =>
  isOpen(state) && state.permissions.has('events.edit') && event.role !== 'viewer';

export const mayAnswer = (state: WidgetState): boolean =>
  isOpen(state) && state.permissions.has('events.rsvp');
