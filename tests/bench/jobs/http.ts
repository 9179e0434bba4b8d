import autocannon from 'autocannon';
import { cpuSeconds } from '../measure.js';
import { startTarget, type TargetName } from '../targets.js';
import type { Figure, Job } from './contract.js';

const targets: readonly TargetName[] = ['raw best', 'socket.io', 'TeamBrain'];
/** Requests, not seconds: a slow server or a busy machine shall not be measured while its code is still being compiled. */
const warmup = 10_000;
const measured = 15_000;

interface Request {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?(): string;
  /** Further addresses: all are asked for in turn. */
  more?: readonly string[];
}

/** Server CPU per answered request at full load; any answer that is not 2xx ends the round. */
async function load(pid: number, request: Request): Promise<{ cpuMs: number }> {
  const run = (amount: number) =>
    autocannon({
      url: request.url,
      method: request.method,
      headers: request.headers,
      ...(request.more ? { requests: request.more.map((url) => ({ path: pathOf(url) })) } : {}),
      connections: 32,
      amount,
      setupClient: (client) => {
        if (!request.body) return;
        client.setBody(request.body());
        client.on('response', () => client.setBody(request.body?.() ?? ''));
      },
    });
  await run(warmup);
  const before = cpuSeconds(pid);
  const result = await run(measured);
  const cpu = cpuSeconds(pid) - before;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(
      `${result.non2xx} refused, ${result.errors} failed: ${JSON.stringify(result.statusCodeStats)}`,
    );
  const answered = result['2xx'];
  return { cpuMs: (cpu * 1000) / answered };
}

const pathOf = (url: string): string => url.slice(new URL(url).origin.length);

/** J2: pages of 50 that the database has to read; J2b: the newest page again and again, which may come from memory. */
const history: Job = {
  id: 'J2',
  title: 'History page of 50 over HTTP',
  targets,
  async round(name, services) {
    const target = await startTarget(name, services);
    try {
      const http = await target.client.http('j2');
      const older: string[] = [];
      for (let i = 0; i < 200; i++) {
        const body = http.send.body(`message ${i}: the quick brown fox jumps over the lazy dog`);
        const answer = await fetch(http.send.url, { method: 'POST', headers: http.send.headers, body });
        const written = (await answer.json()) as { id: string; seq?: number };
        if (i >= 100) older.push(http.history.before(written));
      }
      const request = { method: 'GET' as const, ...http.history };
      const read = await load(target.pid, { ...request, more: older });
      const newest = await load(target.pid, request);
      const unit = 'ms CPU per request';
      return [
        { job: `${history.title}, older pages`, unit, target: name, value: read.cpuMs },
        { job: `${history.title}, the newest page`, unit, target: name, value: newest.cpuMs },
        {
          job: `${history.title}, the newest page, per server core`,
          unit: 'requests/s',
          target: name,
          value: 1000 / newest.cpuMs,
          more: true,
        },
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
