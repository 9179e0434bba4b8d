import { TeamBrain } from '@teambrain/sdk';
import { createMockServer } from '@teambrain/sdk/testing';

const people = { lilly: 'Lilly Chen', joe: 'Joe Park', ana: 'Ana Silva', sam: 'Sam Okoye' } as const;
const plugins = {
  workspaces: { version: '' },
  rooms: { version: '' },
  messaging: { version: '' },
  presence: { version: '' },
};

const answers = [
  'Good point, I will look into it.',
  'Agreed. Let us do it that way.',
  'Can you show that at standup?',
  'Thanks, that helps a lot.',
];

/** A client on a server in this page: people, rooms, and somebody who answers. Nothing leaves the browser. */
export function createSampleClient(): TeamBrain {
  const mock = createMockServer();
  for (const [username, displayName] of Object.entries(people))
    Object.assign(mock.user(username), { displayName });
  const workspace = mock.workspace('Northwind');
  const everybody = Object.keys(people);
  const orders = mock.room(workspace.id, { name: 'orders', topic: 'Everything about orders' }, everybody);
  mock.room(workspace.id, { name: 'releases' }, everybody);
  const say = (username: keyof typeof people, text: string): void => {
    mock.model.send(orders.id, mock.user(username).id, { text, clientId: crypto.randomUUID() });
  };
  say('lilly', 'Morning! Order 2041 arrived without its cable. Who can send one?');
  say('joe', 'On it, it leaves at noon.');
  say('lilly', 'Wonderful. I told the customer.');
  say('sam', 'Shall we add a cable to the checklist?');
  say('ana', 'Yes please. That is the third one this month.');

  // Sam has read it all, so that the page opens at the end and not at a rule.
  const { id: sam } = mock.user('sam');
  mock.model.read(orders.id, sam, mock.model.list((message) => message.roomId === orders.id).length);

  const options = mock.as('sam');
  let answer = 0;
  const client = new TeamBrain({ ...options, fetch: offering(options.fetch ?? fetch) });
  let last = '';
  setInterval(() => {
    const newest = mock.model.list((message) => message.roomId === orders.id).at(-1);
    if (!newest || newest.author.id !== sam || newest.id === last) return;
    last = newest.id;
    if (Date.now() - Date.parse(newest.createdAt) > 20_000) return;
    mock.signal(`room:${orders.id}`, 'typing', mock.user('lilly').id, { on: true });
    setTimeout(() => say('lilly', answers[answer++ % answers.length] ?? ''), 2500);
  }, 800);
  return client;
}

/** The mock server names no plugins; the widget shows what the server names. */
function offering(ask: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...input) => {
    const response = await ask(...input);
    if (!String(input[0]).includes('/v1/meta')) return response;
    const meta = { ...(await response.json()), plugins };
    return new Response(JSON.stringify(meta), { headers: { 'content-type': 'application/json' } });
  };
}
