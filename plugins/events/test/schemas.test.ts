import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type {
  batchResultSchema,
  batchSchema,
  changedOccurrenceSchema,
  conflictReportSchema,
  createEventSchema,
  createResourceSchema,
  eventSchema,
  feedSchema,
  freeBusySchema,
  importReportSchema,
  noticeSchema,
  occurrencePageSchema,
  permissionSchema,
  reminderSchema,
  resourceSchema,
  rsvpSchema,
  updateEventSchema,
  updateOccurrenceSchema,
  updateResourceSchema,
} from '../shared/schemas.js';
import type {
  BatchOperation,
  BatchResult,
  CalendarEvent,
  CalendarFeed,
  ChangedOccurrence,
  ConflictReport,
  CreateEvent,
  CreateResource,
  EventNotice,
  EventPermission,
  FreeBusy,
  ImportReport,
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
