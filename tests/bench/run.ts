// `npm run bench [-- J1 J3 …] [--rounds 3] [--only TeamBrain,socket.io] [--write]`: measures TeamBrain beside its peers on a private PostgreSQL and
// Redis, servers alternating round by round, and prints ratios. `--write` puts the table into docs/benchmarks.md.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../services/postgres.js';
import { startRedis } from '../services/redis.js';
import { calendarJob } from './jobs/calendar.js';
import type { Contender, Figure, Job } from './jobs/contract.js';
import { fanoutJobs } from './jobs/fanout.js';
import { httpJobs } from './jobs/http.js';
import { instancesJob } from './jobs/instances.js';
import { latencyJobs } from './jobs/latency.js';
import { memoryJob } from './jobs/memory.js';
import { startJob } from './jobs/start.js';
import { table } from './table.js';

const jobs: readonly Job<Contender>[] = [
  ...fanoutJobs,
  ...latencyJobs,
  memoryJob,
  ...httpJobs,
  instancesJob,
  calendarJob,
  startJob,
];
const args = process.argv.slice(2);
const rounds = Number(args[args.indexOf('--rounds') + 1]) || 3;
const wanted = args.filter((arg) => /^J\d/.test(arg));
const only = args.includes('--only') ? args[args.indexOf('--only') + 1]?.split(',') : undefined;
const chosen = jobs.filter(({ id }) => wanted.length === 0 || wanted.includes(id));

const postgres = await startPostgres();
const redis = await startRedis();
const figures: Figure[] = [];
try {
  for (const job of chosen) {
    console.log(`${job.id} ${job.title}`);
    for (let round = 1; round <= rounds; round++) {
      for (const target of job.targets.filter((name) => only?.includes(name) ?? true)) {
        const services = {
          databaseUrl: postgres.url,
          ...(job === instancesJob ? { redisUrl: redis.url } : {}),
        };
        const measured = await job.round(target, services);
        figures.push(...measured);
        for (const { job: name, value, unit } of measured) {
          console.log(
            `  round ${round}  ${target.padEnd(10)} ${value.toFixed(3).padStart(10)} ${unit}  ${name}`,
          );
        }
      }
    }
  }
} finally {
  await redis.stop();
  await postgres.stop();
}
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, loopback`;
const text = table(figures, machine, rounds);
console.log(`\n${text}`);
if (args.includes('--write')) writeFileSync(join(import.meta.dirname, '../../docs/benchmarks.md'), text);
