import { connectMany } from '../crowd.js';
import { cpuSeconds, median, pause } from '../measure.js';
import { startTarget } from '../targets.js';
import type { Job } from './contract.js';

/** J5: two instances over Redis; CPU of both per delivery, loss, doubles, and what crossing adds to the latency. */
export const instancesJob: Job = {
  id: 'J5',
  title: 'Two instances over Redis, 500 sockets',
  targets: ['socket.io', 'TeamBrain'],
  async round(name, services) {
    const first = await startTarget(name, services);
    const second = await startTarget(name, services);
    try {
      const times: { local: number[]; remote: number[] } = { local: [], remote: [] };
      let received = 0;
      const sockets = await connectMany(500, (i) => {
        const own = i % 2 === 0;
        return {
          client: own ? first.client : first.client.through(second.port),
          room: 'j5',
          received(text) {
            received += 1;
            const [sentAt] = text.split(' ');
            (own ? times.local : times.remote).push(performance.now() - Number(sentAt));
          },
        };
      });
      const send = async (count: number) => {
        received = 0;
        for (let i = 0; i < count; i++) {
          void sockets[0]?.send(`${performance.now()} hello`);
          await pause(5);
        }
        // What is late on a busy machine is not lost; what is doubled comes within this time too.
        const deadline = Date.now() + 20_000;
        while (received < count * 500 && Date.now() < deadline) await pause(10);
        await pause(1500);
        if (received !== count * 500) throw new Error(`${name}: ${received} deliveries, not ${count * 500}`);
      };
      // Until the code is compiled.
      await send(400);
      times.local = [];
      times.remote = [];
      const before = cpuSeconds(first.pid) + cpuSeconds(second.pid);
      await send(400);
      const cpu = cpuSeconds(first.pid) + cpuSeconds(second.pid) - before;
      for (const socket of sockets) socket.close();
      const added = median(times.remote) - median(times.local);
      return [
        { job: instancesJob.title, unit: 'µs CPU per delivery', target: name, value: (cpu * 1e6) / received },
        { job: `${instancesJob.title}, added by crossing`, unit: 'ms', target: name, value: added },
      ];
    } finally {
      await first.stop();
      await second.stop();
    }
  },
};
