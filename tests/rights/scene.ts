import type { TestServer } from '@teambrain/core/testing';
import { type Name, names, type People, removed, type Standing, standings } from '../support/people.js';

/** A workspace with a room of olga's in it, everybody in their standing, and one thing of every kind. */
export type Scene = {
  workspaceId: string;
  roomId: string;
  /** Mia's; she has reacted to it. */
  messageId: string;
  /** Walter's. */
  inviteId: string;
  token: string;
  userId: string;
  sessionId: string;
  emoji: string;
  /** Walter's, with two secrets; this is the older one. */
  appId: string;
  appKey: string;
  secretId: string;
  /** Mia's series, in its second version, with an instance on that day. */
  eventId: string;
  originalStart: string;
  version: string;
  /** Wanda's, which can be booked. */
  resourceId: string;
  /** Of mia's own calendar address of the room. */
  secret: string;
};

export async function openScene(
  server: TestServer,
  people: People,
  visibility: 'private' | 'invite' | 'public' | 'password' = 'private',
): Promise<Scene> {
  const { wanda, walter, olga, mia } = people;
  const workspaceId = (await wanda.create('/v1/workspaces', { name: 'Works' })).id as string;
  const { addMember } = server.context('workspaces').use('workspaces');
  for (const name of names) {
    const { workspace, removedFrom } = standings[name] as Standing;
    const role = removedFrom === 'workspace' ? 'member' : workspace;
    if (role !== null && role !== 'owner') await addMember(workspaceId, people[name].user.id, role);
  }
  const room = await olga.create(`/v1/workspaces/${workspaceId}/rooms`, {
    name: 'Room',
    visibility,
    ...(visibility === 'password' ? { password: 'sesame' } : {}),
  });
  const roomId = room.id as string;
  for (const name of names) {
    const { room: role, removedFrom } = standings[name] as Standing;
    const given = removedFrom === undefined ? role : 'member';
    if (given !== null && given !== 'owner')
      await olga.create(`/v1/rooms/${roomId}/members`, { userId: people[name].user.id, role: given });
  }
  await removed(olga, `/v1/rooms/${roomId}/members/${people.rolf.user.id}`);
  await removed(wanda, `/v1/workspaces/${workspaceId}/members/${people.wolf.user.id}`);

  const message = await mia.create(`/v1/rooms/${roomId}/messages`, { text: 'canary of the room' });
  const emoji = '👍';
  const reaction = `/v1/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
  await mia.inject({ method: 'PUT', url: reaction });
  const invite = await walter.create(`/v1/workspaces/${workspaceId}/invites`);
  const app = await walter.inject({
    method: 'POST',
    url: `/v1/workspaces/${workspaceId}/apps`,
    body: { name: 'App', origins: ['https://acme.dev'] },
  });
  await walter.create(`/v1/apps/${app.body.id}/secrets`);
  const event = await mia.create(`/v1/rooms/${roomId}/events`, {
    title: 'canary of the calendar',
    start: '2027-03-02T10:00',
    end: '2027-03-02T11:00',
    timeZone: 'Europe/Berlin',
    rrule: 'FREQ=DAILY;COUNT=5',
  });
  await mia.inject({ method: 'PATCH', url: `/v1/events/${event.id}`, body: { location: 'Kitchen' } });
  const resource = await wanda.create(`/v1/workspaces/${workspaceId}/resources`, { name: 'Beamer' });
  const feed = await mia.create(`/v1/rooms/${roomId}/events/feed`);
  const session = await server.inject({
    method: 'POST',
    url: '/v1/auth/login',
    body: { login: 'mia', password: 'correct horse battery staple 7' },
  });
  const sessions = await mia.inject({ url: '/v1/auth/sessions', token: session.body.accessToken });
  const current = sessions.body.items.find((each: { current: boolean }) => each.current);
  return {
    workspaceId,
    roomId,
    messageId: message.id as string,
    inviteId: invite.id as string,
    token: invite.token ?? (invite.code as string),
    userId: mia.user.id,
    sessionId: current.id,
    emoji,
    appId: app.body.id,
    appKey: app.body.key,
    secretId: app.body.secret.id,
    eventId: event.id as string,
    originalStart: '2027-03-04T10:00',
    version: '1',
    resourceId: resource.id as string,
    secret: /feeds\/(.+)\.ics/.exec(feed.url as string)?.[1] as string,
  };
}

/** Everything of a scene as those in charge see it: denied requests must leave it as it is. */
export async function stateOf(scene: Scene, { wanda, olga, mia }: People): Promise<unknown[]> {
  const { workspaceId, roomId, eventId } = scene;
  const urls: [People[Name], string][] = [
    [wanda, `/v1/workspaces/${workspaceId}`],
    [wanda, `/v1/workspaces/${workspaceId}/members?limit=100`],
    [wanda, `/v1/workspaces/${workspaceId}/invites`],
    [wanda, `/v1/workspaces/${workspaceId}/plugins`],
    [wanda, `/v1/workspaces/${workspaceId}/apps`],
    [olga, `/v1/rooms/${roomId}`],
    [olga, `/v1/rooms/${roomId}/members?limit=100`],
    [olga, `/v1/rooms/${roomId}/messages`],
    [wanda, `/v1/workspaces/${workspaceId}/resources`],
    [olga, `/v1/rooms/${roomId}/events?from=2027-01-01&to=2027-12-31&cancelled=true`],
    [olga, `/v1/events/${eventId}`],
    [olga, `/v1/events/${eventId}/versions`],
    [olga, `/v1/events/${eventId}/permissions`],
    [mia, '/v1/auth/sessions'],
  ];
  return Promise.all(
    urls.map(async ([by, url]) => {
      const { status, body } = await by.inject({ url });
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      return JSON.parse(JSON.stringify(body, (key, value) => (key === 'lastSeenAt' ? undefined : value)));
    }),
  );
}
