import { connectMany } from '../crowd.js';
import { cpuSeconds, pause } from '../measure.js';
import { type Services, startTarget, type TargetName } from '../targets.js';
import type { Figure, Job } from './contract.js';

const everybody: readonly TargetName[] = ['raw naive', 'raw best', 'socket.io', 'TeamBrain'];

interface Shape {
  rooms: number;
  socketsPerRoom: number;
  /** Sockets that send, each with one message in flight. */
  senders: number;
  deliveries: number;
}

/** J1 and J1b: server CPU per delivered message, senders as fast as acknowledgements come. */
function fanout(id: string, title: string, shape: Shape): Job {
  const round = async (name: TargetName, services: Services): Promise<Figure[]> => {
    const target = await startTarget(name, services);
    try {
      let received = 0;
      const sockets = await connectMany(shape.rooms * shape.socketsPerRoom, (i) => ({
        client: target.client,
        room: `${id}-${i % shape.rooms}`,
        received: () => {
          received += 1;
        },
      }));
      const messages = Math.ceil(shape.deliveries / shape.socketsPerRoom);
      const send = async (count: number) => {
        let left = count;
        const senders = sockets.slice(0, shape.senders).map(async (socket) => {
          while (left-- > 0) await socket.send('The quick brown fox jumps over the lazy dog, twice a day.');
        });
        await Promise.all(senders);
      };
      const settle = async (expected: number) => {
        const deadline = Date.now() + 20_000;
        while (received < expected && Date.now() < deadline) await pause(5);
        if (received < expected)
          throw new Error(`${name}: ${expected - received} of ${expected} deliveries missing`);
      };
      // Long enough that every server runs compiled code when the clock starts.
      const warmup = Math.min(3_000, Math.ceil(300_000 / shape.socketsPerRoom));
      await send(warmup);
      await settle(warmup * shape.socketsPerRoom);
      received = 0;
      const before = cpuSeconds(target.pid);
      await send(messages);
      await settle(messages * shape.socketsPerRoom);
      const cpu = cpuSeconds(target.pid) - before;
      for (const socket of sockets) socket.close();
      return [{ job: title, unit: 'µs CPU per delivery', target: name, value: (cpu * 1e6) / received }];
    } finally {
      await target.stop();
    }
  };
  return { id, title, targets: everybody, round };
}

export const fanoutJobs: readonly Job[] = [
  fanout('J1', 'Fan-out, 50 sockets in a room', {
    rooms: 1,
    socketsPerRoom: 50,
    senders: 16,
    deliveries: 200_000,
  }),
  fanout('J1', 'Fan-out, 500 sockets in a room', {
    rooms: 1,
    socketsPerRoom: 500,
    senders: 16,
    deliveries: 500_000,
  }),
  fanout('J1', 'Fan-out, 2000 sockets in a room', {
    rooms: 1,
    socketsPerRoom: 2000,
    senders: 16,
    deliveries: 800_000,
  }),
  fanout('J1b', 'Fan-out, 200 rooms of 10', {
    rooms: 200,
    socketsPerRoom: 10,
    senders: 200,
    deliveries: 100_000,
  }),
];
