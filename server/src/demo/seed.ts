import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TeamBrainServer } from '@teambrain/core';
import { type DemoApp, openDemoApp } from './app.js';
import { fillCalendar } from './calendar.js';
import { type Caller, signIn } from './caller.js';
import { type Conversation, conversations } from './conversations.js';
import { people, type Username } from './people.js';

export interface DemoFacts {
  logins: readonly string[];
  password: string;
  /** The app that the playground shows; absent where apps are switched off. */
  app?: DemoApp;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Fills an empty server with a workspace of four people, three rooms and a calendar, and an app for visitors of the address it
 * serves on. The accounts' password is made by chance and kept beside the embedded database, readable by its owner only,
 * so that the next start can print it again; so is the app's secret.
 * Undefined where there is no sample data: on a database that was in use before.
 */
export async function seedDemo(
  server: TeamBrainServer,
  dataDir: string | undefined,
  address?: string,
): Promise<DemoFacts | undefined> {
  const folder = dataDir && dataDir !== 'memory' ? dataDir : undefined;
  const file = folder && join(folder, 'demo-password');
  async function facts(password: string): Promise<DemoFacts> {
    const workspace = await server.context('workspaces').use('workspaces').find('acme');
    const isOn = address !== undefined && server.routes.some(({ plugin }) => plugin === 'embed');
    const app = isOn
      ? await openDemoApp(server, address, folder && join(folder, 'demo-app'), workspace?.id)
      : undefined;
    return { logins: people.map(({ username }) => username), password, ...(app ? { app } : {}) };
  }
  if (file && existsSync(file)) return facts(readFileSync(file, 'utf8').trim());
  const users = server.context('workspaces').users;
  if ((await users.findByUsername(people[0].username)) || (await server.accounts.hasAdmin()))
    return undefined;

  const password = `demo-${randomBytes(6).toString('hex')}`;
  const callers = {} as Record<Username, Caller>;
  for (const person of people) {
    await server.accounts.provisionAccount({ ...person, password }, { admin: false });
    callers[person.username] = await signIn(server, person.username, password);
  }
  const owner = callers.lilly;
  const workspace = await owner.call<{ id: string }>('POST', '/workspaces', { name: 'Acme', slug: 'acme' });
  for (const { username } of people.slice(1)) {
    const member = { userId: callers[username].id, role: username === 'joe' ? 'admin' : 'member' };
    await owner.call('POST', `/workspaces/${workspace.id}/members`, member);
  }
  const rooms: Record<string, string> = {};
  for (const conversation of conversations)
    rooms[conversation.slug] = await talk(server, workspace.id, conversation, callers);
  if (server.routes.some(({ plugin }) => plugin === 'events'))
    await fillCalendar(workspace.id, rooms, callers);
  if (file) {
    mkdirSync(folder as string, { recursive: true });
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
  }
  return facts(password);
}

async function talk(
  server: TeamBrainServer,
  workspaceId: string,
  conversation: Conversation,
  callers: Record<Username, Caller>,
): Promise<string> {
  const { name, slug, topic, visibility, members, lines, reactions, pinned, daysAgo } = conversation;
  const [first, ...others] = members as readonly [Username, ...Username[]];
  const owner = callers[first];
  const room = await owner.call<{ id: string }>('POST', `/workspaces/${workspaceId}/rooms`, {
    name,
    slug,
    topic,
    visibility,
  });
  for (const username of others) {
    await owner.call('POST', `/rooms/${room.id}/members`, { userId: callers[username].id, role: 'member' });
  }
  let at = Date.now() - daysAgo * day - 3 * 60 * minute;
  const messages = lines.map(([minutes, who, text, answers], index) => {
    at = Math.min(at + minutes * minute, Date.now() - (lines.length - index) * minute);
    const replyTo = answers === undefined ? undefined : `${slug}:${answers}`;
    return { sourceId: `${slug}:${index}`, authorId: callers[who].id, text, at: new Date(at), replyTo };
  });
  await server
    .context('messaging')
    .use('messaging')
    .importBatch({ roomId: room.id, source: 'demo', messages });
  const { items } = await owner.call<{ items: { id: string; seq: number }[] }>(
    'GET',
    `/rooms/${room.id}/messages?limit=100`,
  );
  for (const [index, byEmoji] of Object.entries(reactions)) {
    for (const [emoji, usernames = []] of Object.entries(byEmoji)) {
      for (const username of usernames) {
        await callers[username].call(
          'PUT',
          `/messages/${items[Number(index)]?.id}/reactions/${encodeURIComponent(emoji)}`,
        );
      }
    }
  }
  // Everybody is up to date but for the last two lines, as after a short absence.
  const seq = items.at(-3)?.seq ?? 0;
  for (const username of members) await callers[username].call('PUT', `/rooms/${room.id}/read`, { seq });
  if (pinned !== undefined) await owner.call('PUT', `/messages/${items[pinned]?.id}/pin`);
  return room.id;
}
