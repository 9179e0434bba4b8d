import type { LoadSocket } from '../clients/contract.js';
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
      const sockets: LoadSocket[] = [];
      for (let i = 0; i < 500; i++) {
        const own = i % 2 === 0;
        const client = own ? first.client : first.client.through(second.port);
        sockets.push(
          await client.connect('j5', (text) => {
            received += 1;
            const [sentAt] = text.split(' ');
            (own ? times.local : times.remote).push(performance.now() - Number(sentAt));
          }),
        );
      }
      const before = cpuSeconds(first.pid) + cpuSeconds(second.pid);
      const messages = 400;
      for (let i = 0; i < messages; i++) {
        void sockets[0]?.send(`${performance.now()} hello`);
        await pause(5);
      }
      // What is late on a busy machine is not lost; what is doubled comes within this time too.
      const deadline = Date.now() + 20_000;
      while (received < messages * 500 && Date.now() < deadline) await pause(10);
      await pause(1500);
      const cpu = cpuSeconds(first.pid) + cpuSeconds(second.pid) - before;
      if (received !== messages * 500)
        throw new Error(`${name}: ${received} deliveries, not ${messages * 500}`);
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
