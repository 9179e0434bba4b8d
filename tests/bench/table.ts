import type { Contender, Figure } from './jobs/contract.js';
import { median } from './measure.js';

const order: readonly Contender[] = ['raw naive', 'raw best', 'socket.io', 'rrule', 'TeamBrain'];

/** Medians of the rounds, and TeamBrain's ratio to socket.io and to the best raw server, as a Markdown page. */
export function table(figures: readonly Figure[], machine: string, rounds: number): string {
  const jobs = [...new Set(figures.map(({ job }) => job))];
  const rows = jobs.map((job) => {
    const of = (target: Contender) => {
      const values = figures.filter((f) => f.job === job && f.target === target).map(({ value }) => value);
      return values.length === 0 ? null : median(values);
    };
    const unit = figures.find((f) => f.job === job)?.unit;
    const cells = order.map((target) => show(of(target)));
    const ours = of('TeamBrain');
    const raws = [of('raw naive'), of('raw best')].filter((value) => value !== null);
    const more = figures.find((f) => f.job === job)?.more;
    const bestRaw = raws.length === 0 ? null : more ? Math.max(...raws) : Math.min(...raws);
    return `| ${job} | ${unit} | ${cells.join(' | ')} | ${ratio(ours, of('socket.io'))} | ${ratio(ours, bestRaw)} |`;
  });
  return [
    '# Benchmarks',
    '',
    `Medians of ${rounds} alternating rounds on ${machine}; PostgreSQL with fsync on. CPU is the server process alone, kernel`,
    'included. TeamBrain runs with auth, rights, limits and the durable log on; the others have none of these.',
    'Made by `npm run bench -- --write`.',
    '',
    `| job | unit | ${order.join(' | ')} | ÷ socket.io | ÷ best raw |`,
    `|---|---|${'---:|'.repeat(order.length + 2)}`,
    ...rows,
    '',
  ].join('\n');
}

const show = (value: number | null) =>
  value === null ? '' : value >= 100 ? value.toFixed(0) : value.toPrecision(3);
const ratio = (ours: number | null, other: number | null) =>
  ours === null || other === null ? '' : (ours / other).toFixed(2);
