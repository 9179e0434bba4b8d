import Type, { type TSchema } from 'typebox';

const strict = { additionalProperties: false } as const;
const id = (description: string) => Type.String({ format: 'uuid', description });
const instant = (description: string) => Type.String({ description });
/** A list of literals of no fixed length has no type of its own in the union. */
const literals = <T extends string>(...values: T[]) =>
  Type.Unsafe<T>(Type.Union(values.map((value) => Type.Literal(value))));
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const visible = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: '\\S', description });

/** Characters. */
export const eventBounds = {
  title: 200,
  description: 8192,
  location: 500,
  rule: 512,
  exceptions: 1000,
  attendees: 200,
  resources: 10,
  reminders: 5,
  batch: 50,
  windowDays: 366,
  perEvent: 1000,
  perAnswer: 5000,
} as const;

export const userSchema = Type.Object({
  id: id('User.'),
  username: Type.String(),
  displayName: Type.String(),
  avatarUrl: Type.Optional(Type.String()),
  kind: literals('user', 'guest', 'bot'),
});

export const roleSchema = literals('owner', 'editor', 'viewer');
export const statusSchema = literals('accepted', 'declined', 'tentative', 'needs_action');
export const policySchema = literals('warn', 'reject', 'allow');
export const scopeSchema = literals('this', 'following');

/** A wall time or, all-day, a date. What does not exist is refused with `event_times_invalid`. */
const local = (description: string) =>
  Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d(:\\d\\d)?)?$', description });
const zone = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
/**
 * Read somewhat beyond their bounds, so that too long a rule or list is refused as what it is (`recurrence_too_costly`,
 * `event_exceptions_full`) and not as a malformed body.
 */
const readable = { rule: 8 * eventBounds.rule, exceptions: 5 * eventBounds.exceptions } as const;
const exceptions = (description: string) =>
  Type.Array(local(description), {
    maxItems: readable.exceptions,
    description: `${description} At most ${eventBounds.exceptions}, with all else that is said about single instances.`,
  });
const clientId = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' });

const described = {
  description: Type.String({ maxLength: eventBounds.description }),
  location: Type.String({ maxLength: eventBounds.location }),
  rrule: Type.String({
    maxLength: readable.rule,
    description: `RFC 5545 rule, without \`RRULE:\`; at most ${eventBounds.rule} characters.`,
  }),
  endTimeZone: zone('IANA zone of `end`, where it differs.'),
};

const written = {
  title: visible(eventBounds.title, 'One visible character at least.'),
  start: local('Local time in `timeZone`: `2026-11-24T14:00:00`; all-day `2026-11-24`.'),
  end: local('Local time in `endTimeZone` or `timeZone`; all-day the day after the last one.'),
  timeZone: zone('IANA zone: `Europe/Berlin`.'),
  allDay: Type.Boolean(),
  rdate: exceptions('Further local starts.'),
  exdate: exceptions('Local starts that fall out.'),
  busy: Type.Boolean({ description: 'Whether it takes the time of those who attend.' }),
  resources: Type.Array(id('A resource of the workspace.'), {
    maxItems: eventBounds.resources,
    uniqueItems: true,
  }),
  attendees: Type.Array(id('Somebody who reads the room.'), {
    maxItems: eventBounds.attendees,
    uniqueItems: true,
  }),
  reminders: Type.Array(
    Type.Integer({ minimum: 0, maximum: 40_320, description: 'Minutes before each start.' }),
    { maxItems: eventBounds.reminders, uniqueItems: true },
  ),
};

const conflictSchema = Type.Object({
  resourceId: Type.Optional(id('What is taken.')),
  userId: Type.Optional(id('Who is busy.')),
  eventId: Type.Optional(id('The event it clashes with, where the asker may read it.')),
  title: Type.Optional(Type.String()),
  originalStart: Type.Optional(instant('Of the clashing occurrence.')),
  start: instant('Of the clashing occurrence, UTC.'),
  end: instant('Of the clashing occurrence, UTC.'),
  occurrence: instant('Original start of the own occurrence that clashes.'),
});

const attendeesSchema = Type.Array(Type.Object({ user: userSchema, status: statusSchema }));
export const eventSchema = Type.Object(
  {
    id: id('Event.'),
    roomId: id('Room.'),
    title: Type.String(),
    description: Type.Optional(Type.String()),
    start: Type.String(),
    end: Type.String(),
    timeZone: Type.String(),
    endTimeZone: Type.Optional(Type.String()),
    allDay: Type.Boolean(),
    location: Type.Optional(Type.String()),
    rrule: Type.Optional(Type.String()),
    rdate: Type.Array(Type.String()),
    exdate: Type.Array(Type.String()),
    busy: Type.Boolean(),
    resources: Type.Array(Type.String()),
    attendees: attendeesSchema,
    reminders: Type.Array(Type.Integer()),
    role: roleSchema,
    author: userSchema,
    version: Type.Integer(),
    createdAt: instant('Of making it.'),
    updatedAt: instant('Of the last change.'),
    conflicts: Type.Optional(
      Type.Array(conflictSchema, { description: 'In the answer to a write with `policy: warn`.' }),
    ),
    clientId: Type.Optional(Type.String()),
  },
  { description: 'An event or a series of a room.' },
);

const occurrenceProperties = {
  eventId: id('Event.'),
  originalStart: instant('Its name in the series: the start that the rule gives it.'),
  start: instant('UTC; a date when all-day.'),
  end: instant('UTC; the date after the last day when all-day.'),
  title: Type.String(),
  location: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
  moved: Type.Boolean(),
  cancelled: Type.Boolean(),
  allDay: Type.Boolean(),
  busy: Type.Boolean(),
  recurring: Type.Boolean(),
  timeZone: Type.String(),
  rsvp: Type.Optional(statusSchema),
};
export const occurrenceSchema = Type.Object(occurrenceProperties, {
  description: 'One instance of an event.',
});
export const occurrenceDetailsSchema = Type.Object({
  ...occurrenceProperties,
  attendees: attendeesSchema,
  rruleFrom: Type.Optional(
    Type.String({ description: 'The rule from this instance on; a COUNT is what is left of the series’.' }),
  ),
});
export const changedOccurrenceSchema = Type.Object({ ...occurrenceProperties, event: eventSchema });
export const occurrencePageSchema = Type.Object({
  items: Type.Array(occurrenceSchema),
  truncated: Type.Boolean({ description: 'There is more than an answer may hold.' }),
  nextCursor: nullable(Type.String()),
});

const slotSchema = Type.Object({ start: instant('UTC.'), end: instant('UTC.') });
export const conflictReportSchema = Type.Object({
  conflicts: Type.Array(conflictSchema, { maxItems: 100 }),
  truncated: Type.Boolean(),
  freeSlots: Type.Array(slotSchema, { maxItems: 3 }),
});

const { title, start, end, timeZone, ...optional } = written;
export const createEventSchema = Type.Object(
  {
    title,
    start,
    end,
    timeZone,
    ...Type.Partial(Type.Object({ ...optional, ...described })).properties,
    policy: Type.Optional(policySchema),
    clientId: Type.Optional(clientId),
  },
  strict,
);

export const checkSchema = Type.Object(
  {
    ...createEventSchema.properties,
    eventId: Type.Optional(id('The event as it is to become: it does not clash with itself.')),
  },
  strict,
);

const changes = {
  ...Type.Partial(Type.Object(written)).properties,
  ...Type.Partial(
    Type.Object({
      description: nullable(described.description),
      location: nullable(described.location),
      rrule: nullable(described.rrule),
      endTimeZone: nullable(described.endTimeZone),
    }),
  ).properties,
  policy: Type.Optional(policySchema),
  baseVersion: Type.Optional(Type.Integer({ minimum: 1 })),
};
export const updateEventSchema = Type.Object(changes, strict);
export const updateOccurrenceSchema = Type.Object(
  { ...changes, cancelled: Type.Optional(Type.Boolean()) },
  strict,
);

const baseVersion = Type.Optional(Type.Integer({ minimum: 1 }));
export const batchSchema = Type.Object(
  {
    operations: Type.Array(
      Type.Union([
        Type.Object({ op: Type.Literal('create'), data: createEventSchema }, strict),
        Type.Object({ op: Type.Literal('update'), eventId: id('Event.'), data: updateEventSchema }, strict),
        Type.Object({ op: Type.Literal('delete'), eventId: id('Event.'), baseVersion }, strict),
        Type.Object(
          {
            op: Type.Literal('update_occurrence'),
            eventId: id('Event.'),
            originalStart: Type.String({ maxLength: 40 }),
            scope: Type.Optional(scopeSchema),
            data: updateOccurrenceSchema,
          },
          strict,
        ),
        Type.Object(
          {
            op: Type.Literal('delete_occurrence'),
            eventId: id('Event.'),
            originalStart: Type.String({ maxLength: 40 }),
            scope: Type.Optional(scopeSchema),
          },
          strict,
        ),
      ]),
      { minItems: 1, maxItems: eventBounds.batch },
    ),
  },
  strict,
);
export const batchResultSchema = Type.Object({
  results: Type.Array(
    Type.Object({ op: Type.String(), eventId: id('Event.'), event: Type.Optional(eventSchema) }),
  ),
});

export const permissionSchema = Type.Object({ user: userSchema, role: roleSchema });
export const setPermissionSchema = Type.Object({ role: roleSchema }, strict);
export const setRsvpSchema = Type.Object(
  {
    status: statusSchema,
    originalStart: Type.Optional(Type.String({ maxLength: 40, description: 'Absent: the whole series.' })),
  },
  strict,
);
export const rsvpSchema = Type.Object({
  eventId: id('Event.'),
  user: userSchema,
  status: statusSchema,
  originalStart: Type.Optional(instant('Set when the answer is for one instance.')),
});
export const reminderSchema = Type.Object({
  eventId: id('Event.'),
  originalStart: instant('Which instance.'),
  start: instant('UTC; a date when all-day.'),
  title: Type.String(),
  minutes: Type.Integer({ description: 'Before the start.' }),
});
export const noticeSchema = Type.Object({
  eventId: id('Event.'),
  roomId: id('Room.'),
  reason: literals('invited', 'changed', 'cancelled', 'uninvited', 'permission', 'restored'),
  title: Type.String({ description: 'Empty once the event is gone.' }),
  actor: userSchema,
  originalStart: Type.Optional(instant('Set when it is about one instance.')),
  more: Type.Optional(
    Type.Integer({ description: 'Events that the same change did the same to, besides this one.' }),
  ),
});

const kindSchema = literals('room', 'device', 'other');
export const resourceSchema = Type.Object(
  {
    id: id('Resource.'),
    workspaceId: id('Workspace.'),
    name: Type.String(),
    kind: kindSchema,
    description: Type.Optional(Type.String()),
    capacity: Type.Optional(Type.Integer()),
    version: Type.Integer(),
    createdAt: instant('Of making it.'),
  },
  { description: 'What can be booked once at a time.' },
);
const capacity = Type.Integer({ minimum: 1, maximum: 100_000 });
const about = Type.String({ maxLength: 2000 });
const name = visible(100, 'Unique in its workspace.');
export const createResourceSchema = Type.Object(
  {
    name,
    kind: Type.Optional(kindSchema),
    description: Type.Optional(about),
    capacity: Type.Optional(capacity),
  },
  strict,
);
export const updateResourceSchema = Type.Object(
  {
    name: Type.Optional(name),
    kind: Type.Optional(kindSchema),
    description: Type.Optional(nullable(about)),
    capacity: Type.Optional(nullable(capacity)),
    baseVersion,
  },
  strict,
);

export const freeBusySchema = Type.Object({
  users: Type.Array(Type.Object({ userId: id('User.'), busy: Type.Array(slotSchema) })),
  resources: Type.Array(Type.Object({ resourceId: id('Resource.'), busy: Type.Array(slotSchema) })),
  merged: Type.Array(slotSchema),
  truncated: Type.Boolean(),
});

export const importReportSchema = Type.Object({
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  skipped: Type.Array(
    Type.Object({
      uid: Type.Optional(Type.String()),
      title: Type.Optional(Type.String()),
      code: Type.String(),
      reason: Type.String(),
    }),
  ),
  notCarried: Type.Array(Type.Object({ what: Type.String(), count: Type.Integer() })),
  events: Type.Array(Type.Object({ uid: Type.String(), eventId: id('Event.') })),
});
export const feedSchema = Type.Object({ url: Type.String(), createdAt: instant('Of making it.') });

export const page = <T extends TSchema>(items: T) =>
  Type.Object({ items: Type.Array(items), nextCursor: nullable(Type.String()) });

export const roomParams = Type.Object({ roomId: id('Room.') });
export const eventParams = Type.Object({ eventId: id('Event.') });
export const workspaceParams = Type.Object({ workspaceId: Type.String({ minLength: 1, maxLength: 64 }) });
export const resourceParams = Type.Object({ resourceId: id('Resource.') });
export const personParams = Type.Object({ eventId: id('Event.'), userId: id('User.') });
export const occurrenceParams = Type.Object({
  eventId: id('Event.'),
  originalStart: Type.String({
    maxLength: 40,
    description: 'UTC instant of the original start, or its local time; a date when all-day.',
  }),
});
export const scopeQuery = Type.Object({ scope: Type.Optional(scopeSchema) }, strict);

const cursor = Type.Optional(Type.String({ minLength: 1, maxLength: 256 }));
const bound = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));
export const windowQuery = Type.Object(
  {
    from: bound('Instant or date; default now.'),
    to: bound('Instant or date, at most 366 days after `from`; default 31 days after it.'),
    limit: Type.Integer({ minimum: 1, maximum: eventBounds.perAnswer, default: eventBounds.perAnswer }),
    cursor,
    cancelled: Type.Optional(Type.Boolean({ description: 'Cancelled instances too.' })),
  },
  strict,
);
export const listQuery = Type.Object(
  { limit: Type.Integer({ minimum: 1, maximum: 100, default: 50 }), cursor },
  strict,
);
