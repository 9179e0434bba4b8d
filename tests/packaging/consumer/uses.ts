import { TeamBrain } from '@teambrain/sdk';
import { registerPanel, type TeamBrainElement } from '@teambrain/widget';

const widget: TeamBrainElement = document.createElement('team-brain');
widget.mode = 'launcher';
// @ts-expect-error There is no such mode.
widget.mode = 'dialog';
widget.getToken = async ({ signal }) => (await fetch('/token', { signal })).text();
widget.client = new TeamBrain({ url: 'https://chat.acme.dev' });
widget.addEventListener('tb-unread', ({ detail }) => {
  const count: number = detail.count;
  // @ts-expect-error It is a number.
  const text: string = detail.count;
  console.log(count, text);
});
document.querySelector('team-brain')?.show('chat').then(console.log);
const room = await widget.client.rooms.open({ workspace: 'acme', slug: 'design' });
room.on('message.created', ({ message }) => console.log(message.author.displayName));

export { registerPanel };
