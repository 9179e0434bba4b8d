import { createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface MailServer {
  url: string;
  /** Messages it took, as they came over the wire, with quoted-printable undone. */
  readonly messages: { to: string; text: string }[];
  /** How many of the next messages it refuses for now. */
  refuse(count: number): void;
}

/** Speaks as much SMTP as a client needs to leave a message; ends after the tests. */
export async function startMailServer(): Promise<MailServer> {
  const messages: MailServer['messages'] = [];
  let refusals = 0;
  const server = createServer((socket) => converse(socket, messages, () => refusals-- > 0));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => new Promise((done) => server.close(done)));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    refuse(count) {
      refusals = count;
    },
  };
}

function converse(socket: Socket, messages: MailServer['messages'], refuses: () => boolean): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let rest = '';
  let to = '';
  let body: string[] | null = null;
  say('220 stub');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      if (body !== null) {
        if (line !== '.') body.push(line);
        else {
          messages.push({ to, text: plain(body.join('\n')) });
          body = null;
          say('250 taken');
        }
      } else if (/^RCPT TO:/i.test(line)) {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        say(refuses() ? `451 not now, <${to}>` : '250 fine');
      } else if (/^DATA/i.test(line)) {
        body = [];
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 stub');
    }
  });
}

function plain(message: string): string {
  if (!/quoted-printable/i.test(message)) return message;
  return message
    .replaceAll('=\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}
