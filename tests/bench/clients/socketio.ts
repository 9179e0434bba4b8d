import { WebSocket } from 'ws';
import type { LoadClient } from './contract.js';

/** Speaks engine.io 4 by hand: the official client would cost the load generator several times as much. */
export function socketioClient(port: number): LoadClient {
  return {
    through: socketioClient,
    connect(room, received) {
      const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket&room=${room}`;
      const socket = new WebSocket(url, { perMessageDeflate: false });
      const acks = new Map<number, () => void>();
      let next = 0;
      return new Promise((resolve, reject) => {
        socket.once('error', reject);
        socket.on('message', (data) => {
          const text = String(data);
          if (text === '2') socket.send('3');
          else if (text.startsWith('0')) socket.send('40');
          else if (text.startsWith('42'))
            received((JSON.parse(text.slice(2)) as [string, { text: string }])[1].text);
          else if (text.startsWith('43')) {
            const id = Number.parseInt(text.slice(2), 10);
            acks.get(id)?.();
            acks.delete(id);
          } else if (text.startsWith('40')) {
            resolve({
              send: (message) =>
                new Promise((done) => {
                  next += 1;
                  acks.set(next, done);
                  socket.send(`42${next}${JSON.stringify(['send', message])}`);
                }),
              close: () => socket.terminate(),
            });
          }
        });
      });
    },
    async http(room) {
      const url = `http://127.0.0.1:${port}/messages?room=${room}`;
      const headers = { 'content-type': 'application/json' };
      return {
        history: { url, headers: {}, before: ({ id }) => `${url}&before=${id}` },
        send: { url, headers, body: (text) => JSON.stringify({ text }) },
      };
    },
  };
}
