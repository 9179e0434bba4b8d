import autocannon from 'autocannon';
import { cpuSeconds } from '../measure.js';
import { startTarget, type TargetName } from '../targets.js';
import type { Figure, Job } from './contract.js';

const targets: readonly TargetName[] = ['raw best', 'socket.io', 'TeamBrain'];
const seconds = 5;

interface Request {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?(): string;
}

/** Server CPU per answered request at full load; any answer that is not 2xx ends the round. */
async function load(pid: number, request: Request): Promise<{ cpuMs: number; perSecond: number }> {
  const run = (duration: number) =>
    autocannon({
      url: request.url,
      method: request.method,
      headers: request.headers,
      connections: 32,
      duration,
      setupClient: (client) => {
        if (!request.body) return;
        client.setBody(request.body());
        client.on('response', () => client.setBody(request.body?.() ?? ''));
      },
    });
  await run(2);
  const before = cpuSeconds(pid);
  const result = await run(seconds);
  const cpu = cpuSeconds(pid) - before;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  const answered = result['2xx'];
  return { cpuMs: (cpu * 1000) / answered, perSecond: answered / result.duration };
}

/** J2: the newest page of 50, database behind it; J2b, the same page again and again, is served from memory. */
const history: Job = {
  id: 'J2',
  title: 'History page of 50 over HTTP',
  targets,
  async round(name, services) {
    const target = await startTarget(name, services);
    try {
      const http = await target.client.http('j2');
      for (let i = 0; i < 200; i++) {
        const body = http.send.body(`message ${i}: the quick brown fox jumps over the lazy dog`);
        await fetch(http.send.url, { method: 'POST', headers: http.send.headers, body });
      }
      const { cpuMs, perSecond } = await load(target.pid, { method: 'GET', ...http.history });
      return [
        { job: history.title, unit: 'ms CPU per request', target: name, value: cpuMs },
        { job: `${history.title}, rate`, unit: 'requests/s', target: name, value: perSecond, more: true },
      ];
    } finally {
      await target.stop();
    }
  },
};

/** J3: durable message writes. */
const write: Job = {
  id: 'J3',
  title: 'Durable message write over HTTP, 32 connections',
  targets,
  async round(name, services): Promise<Figure[]> {
    const target = await startTarget(name, services);
    try {
      const { send } = await target.client.http('j3');
      let i = 0;
      const body = () => send.body(`message ${++i}: the quick brown fox jumps over the lazy dog`);
      const { cpuMs } = await load(target.pid, {
        method: 'POST',
        url: send.url,
        headers: send.headers,
        body,
      });
      return [
        { job: write.title, unit: 'ms CPU per request', target: name, value: cpuMs },
        {
          job: `${write.title}, per server core`,
          unit: 'requests/s',
          target: name,
          value: 1000 / cpuMs,
          more: true,
        },
      ];
    } finally {
      await target.stop();
    }
  },
};

export const httpJobs: readonly Job[] = [history, write];
