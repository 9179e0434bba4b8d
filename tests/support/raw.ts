import { connect } from 'node:net';

export interface RawAnswer {
  /** Status codes of the answers, in order. */
  statuses: number[];
  text: string;
}

/** Sends bytes as they are and reads until the server closes, an answer is whole, or nothing comes for a while. */
export function sendRaw(
  port: number,
  bytes: string | Buffer,
  options: { answers?: number; quietMs?: number } = {},
): Promise<RawAnswer> {
  const { answers = 1, quietMs = 5_000 } = options;
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const finish = () => {
      socket.destroy();
      resolve({ text, statuses: statusesOf(text) });
    };
    socket.setTimeout(quietMs, finish);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (statusesOf(text).length >= answers && text.includes('\r\n\r\n')) finish();
    });
    socket.on('error', finish);
    socket.on('close', finish);
  });
}

const statusesOf = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
