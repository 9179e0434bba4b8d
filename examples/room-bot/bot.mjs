import { TeamBrain } from '@teambrain/sdk';
import WebSocket from 'ws'; // Node below 22 has no WebSocket of its own

const [workspace = 'acme', slug = 'design'] = process.argv.slice(2);
const {
  TEAMBRAIN_URL: url = 'http://localhost:4321',
  TEAMBRAIN_LOGIN: login,
  TEAMBRAIN_PASSWORD: password,
} = process.env;

const tb = new TeamBrain({ url, WebSocket });
const { user: me } = await tb.auth.login({ login, password });
const room = await tb.rooms.open({ workspace, slug });

console.log(`${me.displayName} is in ${room.name}. The last three messages:`);
const { items } = await room.messages.window({ limit: 3 });
for (const message of items) console.log(`  ${message.author.displayName}: ${message.text.split('\n')[0]}`);

room.on('message.created', async ({ message, replay }) => {
  if (replay || message.author.id === me.id || message.text.trim() !== '!time') return;
  await room.messages.send({ text: `It is ${new Date().toISOString()}`, replyTo: message.id }).done;
  console.log(`answered ${message.author.displayName}`);
});
await room.channel.ready;
console.log('listening');

process.once('SIGINT', async () => {
  await tb.close();
  process.exit(0);
});
