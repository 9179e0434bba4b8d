import { connectMany } from '../crowd.js';
import { pause, percentile } from '../measure.js';
import { type Services, startTarget, type TargetName } from '../targets.js';
import type { Figure, Job } from './contract.js';

const seconds = 5;
const warmupSeconds = 3;
const senders = 8;

/** J1c: from send to receipt over all sockets of a room, paced so that no server is at its limit. */
function latency(sockets: number, perSecond: number): Job {
  const title = `Latency, ${sockets} sockets, ${perSecond} messages/s, p99`;
  const round = async (name: TargetName, services: Services): Promise<Figure[]> => {
    const target = await startTarget(name, services);
    try {
      let times: number[] = [];
      const received = (text: string) => times.push(performance.now() - Number(text));
      const all = await connectMany(sockets, () => ({ client: target.client, room: 'j1c', received }));
      const send = async (count: number) => {
        times = [];
        const began = performance.now();
        for (let i = 0; i < count; i++) {
          const due = began + (i * 1000) / perSecond;
          if (due > performance.now()) await pause(due - performance.now());
          void all[i % senders]?.send(String(performance.now()));
        }
        const deadline = Date.now() + 20_000;
        while (times.length < count * sockets && Date.now() < deadline) await pause(10);
        if (times.length !== count * sockets)
          throw new Error(`${name}: ${times.length} of ${count * sockets} arrived`);
      };
      await send(perSecond * warmupSeconds);
      await send(perSecond * seconds);
      for (const socket of all) socket.close();
      return [{ job: title, unit: 'ms', target: name, value: percentile(times, 99) }];
    } finally {
      await target.stop();
    }
  };
  return { id: 'J1c', title, targets: ['raw best', 'socket.io', 'TeamBrain'], round };
}

export const latencyJobs: readonly Job[] = [latency(50, 200), latency(500, 30), latency(2000, 8)];
