import type { ErrorCodeInfo } from '@teambrain/protocol';

/** Error codes of events. */
export const eventsErrorCodes = {
  recurrence_invalid: { status: 422, title: 'The recurrence is not valid.' },
  recurrence_never_occurs: { status: 422, title: 'The recurrence has no instance.' },
  recurrence_too_costly: { status: 422, title: 'The recurrence has too many instances or is too costly.' },
  event_times_invalid: { status: 422, title: 'The times of the event do not fit together.' },
  event_window_too_large: { status: 422, title: 'The window of time is too large.' },
  event_exceptions_full: { status: 422, title: 'The series has too many exceptions.' },
  event_occurrence_unknown: { status: 404, title: 'The series has no such instance.' },
  event_series_field: { status: 422, title: 'One instance cannot have this for itself.' },
  event_room_full: { status: 422, title: 'The room holds as many events as it may.' },
  event_conflict: { status: 409, title: 'A resource or an attendee is taken at that time.' },
  event_resource_unknown: { status: 422, title: 'A resource is not one of this workspace.' },
  event_person_unknown: { status: 422, title: 'Somebody who is named does not read this room.' },
  event_last_owner: { status: 422, title: 'An event keeps one owner at least.' },
  event_resource_name_taken: { status: 409, title: 'The workspace has a resource of that name.' },
  event_calendar_invalid: { status: 422, title: 'The file is not a calendar that can be read.' },
  event_calendar_too_large: { status: 413, title: 'The calendar is too large.' },
} as const satisfies Record<string, ErrorCodeInfo>;
