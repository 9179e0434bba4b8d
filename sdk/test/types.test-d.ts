import type { MergedGuest } from '@teambrain/plugin-embed/shared';
import { expectTypeOf } from 'vitest';
import type {
  AppsApi,
  CalendarEvent,
  Capabilities,
  ClientEvents,
  CreatedEmbedApp,
  EmbedApi,
  EmbedScope,
  EmbedSession,
  EventsApi,
  Message,
  MessagingApi,
  Occurrence,
  OccurrencesStore,
  Page,
  PresenceEntry,
  RoomMessages,
  RoomsApi,
  Rsvp,
  Status,
  StatusReason,
  Store,
  Timeline,
  Workspace,
} from '../src/index.js';
import { messaging, presence, rooms, TeamBrain, workspaces } from '../src/index.js';
import { msgpack } from '../src/msgpack.js';

// Compiled with everything else, never run: an expectation that does not hold fails the type check.
export async function officialParts() {
  const tb = new TeamBrain({ url: 'https://chat.acme.dev', codec: msgpack });
  expectTypeOf(tb.messaging).toEqualTypeOf<MessagingApi>();
  expectTypeOf(tb.status).toEqualTypeOf<Status>();
  expectTypeOf(tb.events).toExtend<EventsApi>();
  // @ts-expect-error there is no such part
  tb.polls;

  const room = await tb.rooms.open({ workspace: 'acme', slug: 'design' });
  expectTypeOf(room.messages).toEqualTypeOf<RoomMessages>();
  expectTypeOf(room.messages.timeline()).toEqualTypeOf<Timeline>();
  expectTypeOf(room.presence()).resolves.toEqualTypeOf<PresenceEntry[]>();
  expectTypeOf(room.typing).parameters.toEqualTypeOf<[boolean]>();

  room.on('message.created', (event) => expectTypeOf(event).toEqualTypeOf<{ message: Message }>());
  // @ts-expect-error there is no such event
  room.on('poll.created', () => {});
  room.onSignal('typing', (data) => expectTypeOf(data).toEqualTypeOf<{ on: boolean }>());
  for await (const event of room.events()) {
    if (event.type === 'message.edited') expectTypeOf(event.data).toEqualTypeOf<{ message: Message }>();
    if (event.type === 'read.updated')
      expectTypeOf(event.data).toEqualTypeOf<{ roomId: string; seq: number }>();
  }

  const created = await room.events.create({
    title: 'Design review',
    start: '2026-11-24T14:00:00',
    end: '2026-11-24T15:00:00',
    timeZone: 'Europe/Lisbon',
    rrule: 'FREQ=WEEKLY;BYDAY=TU',
  });
  expectTypeOf(created).toEqualTypeOf<CalendarEvent>();
  const week = { from: new Date(), to: '2026-12-01' };
  for await (const occurrence of room.events.list(week)) expectTypeOf(occurrence).toEqualTypeOf<Occurrence>();
  expectTypeOf(room.events.follow(week)).resolves.toEqualTypeOf<OccurrencesStore>();
  expectTypeOf(tb.events.rsvp(created.id, 'tentative')).resolves.toEqualTypeOf<Rsvp>();
  room.on('event.updated', (event) => expectTypeOf(event).toEqualTypeOf<{ event: CalendarEvent }>());
  // @ts-expect-error an event has a time zone
  room.events.create({ title: 'x', start: '2026-11-24', end: '2026-11-25' });
  // @ts-expect-error there is no such answer
  tb.events.rsvp(created.id, 'maybe');

  expectTypeOf(room.messages.send({ text: 'hi' }).done).resolves.toEqualTypeOf<Message>();
  // @ts-expect-error a message has a text
  room.messages.send({ txt: 'hi' });
  // @ts-expect-error ids are strings
  room.messages.send({ text: 'hi', mentions: [1] });
  // @ts-expect-error a workspace has a name
  tb.workspaces.create({});
  // @ts-expect-error there is no such visibility
  tb.rooms.create('acme', { name: 'x', visibility: 'secret' });

  expectTypeOf(await tb.workspaces.list()).toEqualTypeOf<Page<Workspace>>();
  for await (const workspace of tb.workspaces.list()) expectTypeOf(workspace).toEqualTypeOf<Workspace>();
  tb.on('status', (status) => expectTypeOf(status).toEqualTypeOf<ClientEvents['status']>());
  // @ts-expect-error there is no such event of the client
  tb.on('state', () => {});
  await using disposed = tb;
  return disposed;
}

export async function embedding() {
  const tb = new TeamBrain({ url: 'https://chat.acme.dev', app: 'pk_acme', guestName: 'Ada' });
  // The client names what the exchange answers without knowing the plugin.
  expectTypeOf<EmbedScope>().branded.toEqualTypeOf<EmbedSession['config']>();
  expectTypeOf(tb.embed).toEqualTypeOf<EmbedApi>();
  expectTypeOf(tb.embed.merge()).resolves.toEqualTypeOf<MergedGuest>();
  expectTypeOf(tb.embed.state.scope?.verbs).toEqualTypeOf<EmbedScope['verbs'] | undefined>();
  expectTypeOf(tb.reason).toEqualTypeOf<StatusReason | undefined>();
  expectTypeOf(tb.capabilities({ workspace: 'acme' })).toEqualTypeOf<Store<Capabilities>>();
  expectTypeOf(tb.storage.persistent).toEqualTypeOf<boolean | undefined>();
  await tb.setUser(async ({ signal }) => (await fetch('/api/teambrain-token', { signal })).text());
  await tb.setUser();
  // @ts-expect-error a token comes from a function, which is asked again
  await tb.setUser('token');
  expectTypeOf(tb.apps).toEqualTypeOf<AppsApi>();
  expectTypeOf(
    tb.apps.create('acme', { name: 'Shop', origins: [] }),
  ).resolves.toEqualTypeOf<CreatedEmbedApp>();
  // @ts-expect-error an app says where it is used
  tb.apps.create('acme', { name: 'Shop' });
  // @ts-expect-error there is no such policy
  tb.apps.update('id', { guests: 'all' });
}

export async function chosenParts() {
  const few = new TeamBrain({ url: 'x', parts: [workspaces, rooms] });
  expectTypeOf(few.rooms).toExtend<RoomsApi>();
  // @ts-expect-error messaging is not among the parts
  few.messaging;
  const bare = await few.rooms.open('id');
  expectTypeOf(bare.read).toBeFunction();
  // @ts-expect-error messages come with messaging
  bare.messages;
  const one = new TeamBrain({ url: 'x', parts: [rooms, messaging] });
  const room = await one.rooms.open('id');
  expectTypeOf(room.messages).toEqualTypeOf<RoomMessages>();
  // @ts-expect-error typing comes with presence
  room.typing(true);
  const two = new TeamBrain({ url: 'x', parts: [rooms, presence] });
  (await two.rooms.open('id')).typing(true);
}
