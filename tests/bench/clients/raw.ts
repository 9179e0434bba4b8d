import { WebSocket } from 'ws';
import type { LoadClient } from './contract.js';

export function rawClient(port: number): LoadClient {
  return {
    through: rawClient,
    connect(room, received) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/?room=${room}`, { perMessageDeflate: false });
      const acks = new Map<number, () => void>();
      let next = 0;
      socket.on('message', (data) => {
        const frame = JSON.parse(String(data)) as { ok?: number; text?: string };
        if (frame.ok === undefined) received(frame.text as string);
        else {
          acks.get(frame.ok)?.();
          acks.delete(frame.ok);
        }
      });
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.once('open', () =>
          resolve({
            send: (text) =>
              new Promise((done) => {
                next += 1;
                acks.set(next, done);
                socket.send(JSON.stringify({ id: next, text }));
              }),
            close: () => socket.terminate(),
          }),
        );
      });
    },
    async http(room) {
      const url = `http://127.0.0.1:${port}/?room=${room}`;
      const headers = { 'content-type': 'application/json' };
      return {
        history: { url, headers: {}, before: ({ id }) => `${url}&before=${id}` },
        send: { url, headers, body: (text) => JSON.stringify({ text }) },
      };
    },
  };
}
