import Type, { type Static } from 'typebox';

export const eventsConfig = Type.Object(
  {
    listCacheSeconds: Type.Integer({
      default: 300,
      minimum: 0,
      maximum: 3600,
      description: 'Seconds that a window of events stays cached. 0: not at all.',
    }),
    detailCacheSeconds: Type.Integer({
      default: 60,
      minimum: 0,
      maximum: 3600,
      description: 'Seconds that a single event stays cached. 0: not at all.',
    }),
    bookingHorizonDays: Type.Integer({
      default: 400,
      minimum: 31,
      maximum: 1100,
      description: 'Days ahead for which the occurrences that take a resource are kept as rows.',
    }),
    maxEvents: Type.Integer({
      default: 10_000,
      minimum: 100,
      maximum: 100_000,
      description: 'Events and series that a room may hold.',
    }),
    lateReminderMinutes: Type.Integer({
      default: 10,
      minimum: 0,
      maximum: 1440,
      description:
        'Minutes after its start up to which an event is still reminded of, when no server ran in time.',
    }),
    maxCalendarBytes: Type.Integer({
      default: 1_048_576,
      minimum: 1024,
      maximum: 10_485_760,
      description: 'Size of a calendar file to import, in bytes.',
    }),
    maxCalendarEvents: Type.Integer({
      default: 2000,
      minimum: 1,
      maximum: 10_000,
      description: 'Events that a calendar file may hold.',
    }),
  },
  { additionalProperties: false },
);

export type EventsConfig = Static<typeof eventsConfig>;
