import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { end } from '../services/process.js';
import { must, register } from '../system/account.js';
import { type Instance, startInstance } from '../system/instance.js';

const folder = resolve(import.meta.dirname, '../../examples/room-bot');
let instance: Instance;
let bot: ReturnType<typeof spawn> | undefined;

afterEach(async () => {
  if (bot) await end(bot, 'SIGKILL');
  await instance?.stop('SIGKILL');
});

it('signs in, reads what was said and answers in the thread', async () => {
  instance = await startInstance({ dataDir: 'memory' });
  const owner = await register(instance.url);
  await must(owner.call('POST', '/workspaces', { name: 'Acme', slug: 'acme' }));
  const room = await must(
    owner.call<{ id: string }>('POST', '/workspaces/acme/rooms', {
      name: 'Design',
      slug: 'design',
      visibility: 'public',
    }),
  );
  await must(owner.call('POST', `/rooms/${room.id}/messages`, { text: 'said before' }));
  const helper = await register(instance.url);
  await must(owner.call('POST', '/workspaces/acme/members', { userId: helper.id, role: 'member' }));
  await must(owner.call('POST', `/rooms/${room.id}/members`, { userId: helper.id, role: 'member' }));

  let printed = '';
  bot = spawn(process.execPath, [join(folder, 'bot.mjs'), 'acme', 'design'], {
    cwd: folder,
    env: {
      ...process.env,
      TEAMBRAIN_URL: instance.url,
      TEAMBRAIN_LOGIN: helper.username,
      TEAMBRAIN_PASSWORD: `a long phrase of ${helper.username}`,
    },
  });
  for (const stream of [bot.stdout, bot.stderr]) stream?.on('data', (chunk) => (printed += chunk));
  await expect.poll(() => printed, { timeout: 15_000 }).toContain('listening');
  expect(printed).toContain('said before');

  const question = await must(
    owner.call<{ id: string }>('POST', `/rooms/${room.id}/messages`, { text: '!time' }),
  );
  const replies = () => owner.call<{ items: { text: string }[] }>('GET', `/messages/${question.id}/replies`);
  await expect
    .poll(async () => (await replies()).body.items[0]?.text, { timeout: 10_000 })
    .toMatch(/^It is \d{4}-/);
}, 60_000);
