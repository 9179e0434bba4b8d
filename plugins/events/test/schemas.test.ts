import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type { EventsApi, RoomCalendar } from '../client/api.js';
import type { freeBusyQuery } from '../server/free-busy/question.js';
import type {
  batchResultSchema,
  batchSchema,
  changedOccurrenceSchema,
  checkSchema,
  conflictReportSchema,
  createEventSchema,
  createResourceSchema,
  eventSchema,
  feedSchema,
  freeBusySchema,
  importReportSchema,
  noticeSchema,
  occurrenceDetailsSchema,
  occurrencePageSchema,
  permissionSchema,
  reminderSchema,
  resourceSchema,
  rsvpSchema,
  setRsvpSchema,
  updateEventSchema,
  updateOccurrenceSchema,
  updateResourceSchema,
  windowQuery,
} from '../shared/schemas.js';
import type {
  BatchOperation,
  BatchResult,
  CalendarEvent,
  CalendarFeed,
  ChangedOccurrence,
  CheckEvent,
  ConflictReport,
  CreateEvent,
  CreateResource,
  EventNotice,
  EventPermission,
  FreeBusy,
  ImportReport,
  OccurrenceDetails,
  OccurrencePage,
  Reminder,
  Resource,
  Rsvp,
  UpdateEvent,
  UpdateOccurrence,
  UpdateResource,
} from '../shared/types.js';

it('schemas say the same as the types of the wire', () => {
  expectTypeOf<Static<typeof eventSchema>>().toEqualTypeOf<CalendarEvent>();
  expectTypeOf<Static<typeof occurrencePageSchema>>().toEqualTypeOf<OccurrencePage>();
  expectTypeOf<Static<typeof occurrenceDetailsSchema>>().toEqualTypeOf<OccurrenceDetails>();
  expectTypeOf<Static<typeof conflictReportSchema>>().toEqualTypeOf<ConflictReport>();
  expectTypeOf<Static<typeof createEventSchema>>().toEqualTypeOf<CreateEvent>();
  expectTypeOf<Static<typeof updateEventSchema>>().toEqualTypeOf<UpdateEvent>();
  expectTypeOf<Static<typeof updateOccurrenceSchema>>().toEqualTypeOf<UpdateOccurrence>();
  expectTypeOf<Static<typeof batchSchema>>().toEqualTypeOf<{ operations: BatchOperation[] }>();
  expectTypeOf<Static<typeof permissionSchema>>().toEqualTypeOf<EventPermission>();
  expectTypeOf<Static<typeof rsvpSchema>>().toEqualTypeOf<Rsvp>();
  expectTypeOf<Static<typeof reminderSchema>>().toEqualTypeOf<Reminder>();
  expectTypeOf<Static<typeof noticeSchema>>().toEqualTypeOf<EventNotice>();
  expectTypeOf<Static<typeof resourceSchema>>().toEqualTypeOf<Resource>();
  expectTypeOf<Static<typeof createResourceSchema>>().toEqualTypeOf<CreateResource>();
  expectTypeOf<Static<typeof updateResourceSchema>>().toEqualTypeOf<UpdateResource>();
  expectTypeOf<Static<typeof freeBusySchema>>().toEqualTypeOf<FreeBusy>();
  expectTypeOf<Static<typeof importReportSchema>>().toEqualTypeOf<ImportReport>();
  expectTypeOf<Static<typeof feedSchema>>().toEqualTypeOf<CalendarFeed>();
  expectTypeOf<Static<typeof changedOccurrenceSchema>>().toExtend<ChangedOccurrence>();
  expectTypeOf<Static<typeof batchResultSchema>>().toExtend<{
    results: Omit<BatchResult['results'][number], 'op'>[];
  }>();
});

it('what a call of the client takes is what its route does', () => {
  expectTypeOf<Parameters<RoomCalendar['create']>>().toEqualTypeOf<[Static<typeof createEventSchema>]>();
  expectTypeOf<Parameters<RoomCalendar['batch']>[0]>().toEqualTypeOf<
    Static<typeof batchSchema>['operations']
  >();
  expectTypeOf<Static<typeof checkSchema>>().toEqualTypeOf<CheckEvent>();
  expectTypeOf<Parameters<RoomCalendar['check']>>().toEqualTypeOf<[CheckEvent]>();
  expectTypeOf<keyof Parameters<RoomCalendar['page']>[0]>().toEqualTypeOf<keyof Static<typeof windowQuery>>();
  expectTypeOf<keyof Parameters<EventsApi['freeBusy']>[1]>().toEqualTypeOf<
    keyof Static<typeof freeBusyQuery>
  >();
  expectTypeOf<Parameters<EventsApi['update']>[1]>().toEqualTypeOf<Static<typeof updateEventSchema>>();
  expectTypeOf<Parameters<EventsApi['updateOccurrence']>[2]>().toEqualTypeOf<
    Static<typeof updateOccurrenceSchema>
  >();
  expectTypeOf<{
    status: Parameters<EventsApi['rsvp']>[1];
    originalStart?: string;
  }>().toEqualTypeOf<Static<typeof setRsvpSchema>>();
  expectTypeOf<Parameters<EventsApi['createResource']>[1]>().toEqualTypeOf<
    Static<typeof createResourceSchema>
  >();
  expectTypeOf<Parameters<EventsApi['updateResource']>[1]>().toEqualTypeOf<
    Static<typeof updateResourceSchema>
  >();
});
