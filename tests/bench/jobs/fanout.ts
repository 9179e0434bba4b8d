import type { LoadSocket } from '../clients/contract.js';
import { cpuSeconds, pause, percentile, residentBytes } from '../measure.js';
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
      const sockets: LoadSocket[] = [];
      for (let i = 0; i < shape.rooms * shape.socketsPerRoom; i++) {
        const room = `${id}-${i % shape.rooms}`;
        sockets.push(
          await target.client.connect(room, () => {
            received += 1;
          }),
        );
      }
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
      const warmup = Math.min(messages, 3_000);
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

/** J1c: latency from send to the last socket's receipt, paced. */
function latency(sockets: number, perSecond: number): Job {
  const title = `Latency, ${sockets} sockets, ${perSecond} messages/s, p99`;
  const round = async (name: TargetName, services: Services): Promise<Figure[]> => {
    const target = await startTarget(name, services);
    try {
      const seen: number[] = [];
      const all: LoadSocket[] = [];
      for (let i = 0; i < sockets; i++) {
        all.push(await target.client.connect('j1c', (text) => seen.push(performance.now() - Number(text))));
      }
      const total = perSecond * 5;
      for (let i = 0; i < total; i++) {
        void all[i % 8]?.send(String(performance.now()));
        await pause(1000 / perSecond);
      }
      await pause(1000);
      for (const socket of all) socket.close();
      if (seen.length !== total * sockets)
        throw new Error(`${name}: ${seen.length} of ${total * sockets} arrived`);
      return [{ job: title, unit: 'ms', target: name, value: percentile(seen, 99) }];
    } finally {
      await target.stop();
    }
  };
  return { id: 'J1c', title, targets: ['raw best', 'socket.io', 'TeamBrain'], round };
}

/** J1d: resident memory per idle socket that has joined a room. */
const memory: Job = {
  id: 'J1d',
  title: 'Memory per idle joined socket',
  targets: ['raw best', 'socket.io', 'TeamBrain'],
  async round(name, services) {
    const target = await startTarget(name, services);
    try {
      const sockets: LoadSocket[] = [];
      const connect = async (count: number) => {
        for (let i = 0; i < count; i++) sockets.push(await target.client.connect('j1d', () => {}));
      };
      await connect(200);
      await pause(2000);
      const before = residentBytes(target.pid);
      await connect(1800);
      await pause(2000);
      const perSocket = (residentBytes(target.pid) - before) / 1800 / 1024;
      for (const socket of sockets) socket.close();
      return [{ job: memory.title, unit: 'KiB', target: name, value: perSocket }];
    } finally {
      await target.stop();
    }
  },
};

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
    deliveries: 1_000_000,
  }),
  fanout('J1b', 'Fan-out, 200 rooms of 10', {
    rooms: 200,
    socketsPerRoom: 10,
    senders: 200,
    deliveries: 100_000,
  }),
  latency(50, 200),
  latency(500, 30),
  latency(2000, 8),
  memory,
];
