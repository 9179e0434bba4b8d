import { vi } from 'vitest';
import { WebSocket } from 'ws';

interface Frame {
  op: string;
  [key: string]: unknown;
}

/** A signed-in socket that keeps what it hears. */
export async function openSocket(wsUrl: string, token: string) {
  const socket = new WebSocket(`${wsUrl}/v1/ws`, ['teambrain.v1.json']);
  const frames: Frame[] = [];
  socket.on('message', (data) => frames.push(JSON.parse(data.toString()) as Frame));
  await new Promise((done, fail) => {
    socket.once('open', done);
    socket.once('error', fail);
  });
  const send = (frame: Frame) => socket.send(JSON.stringify(frame));
  const next = (op: string, match: (frame: Frame) => boolean = () => true) =>
    vi.waitFor(
      () => {
        const found = frames.find((frame) => frame.op === op && match(frame));
        if (found === undefined) throw new Error(`no frame ${op} among ${JSON.stringify(frames)}`);
        return found;
      },
      { timeout: 5_000 },
    );
  send({ op: 'auth', token });
  await next('ready');
  let id = 0;
  return {
    frames,
    next,
    /** Resolves to the frame that answers: live, reset or err. */
    async sub(channel: string): Promise<Frame> {
      const own = ++id;
      send({ op: 'sub', id: own, channel });
      return vi.waitFor(
        () => {
          const found = frames.find((frame) => frame.id === own);
          if (found === undefined) throw new Error('no answer');
          return found;
        },
        { timeout: 5_000 },
      );
    },
    event: (channel: string, type: string) =>
      next('event', (frame) => frame.channel === channel && frame.type === type),
    close: () => socket.terminate(),
  };
}
