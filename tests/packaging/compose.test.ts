import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

interface Service {
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  image?: string;
}

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml')) as { services: Record<string, Service>; volumes: object };
  const { app, postgres, redis } = compose.services as Record<'app' | 'postgres' | 'redis', Service>;

  it('starts the app, PostgreSQL and Redis, the app after both are healthy', () => {
    expect(Object.keys(compose.services)).toEqual(['app', 'postgres', 'redis']);
    expect(app.depends_on).toEqual({
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
    expect(postgres.healthcheck?.test.join(' ')).toContain('pg_isready');
    expect(redis.healthcheck?.test.join(' ')).toContain('ping');
  });

  it('refuses to start without secrets and carries none itself', () => {
    const values = Object.values(compose.services).flatMap(({ environment = {} }) =>
      Object.entries(environment),
    );
    const secrets = values.filter(
      ([name, value]) => /SECRET|PASSWORD|_URL$/.test(name) && !/PUBLIC_URL/.test(value),
    );
    expect(secrets.length).toBeGreaterThanOrEqual(5);
    for (const [name, value] of secrets) expect(`${name} ${value}`).toMatch(/\$\{[A-Z_]+:\?/);
  });

  it('opens the app on this machine only, and neither PostgreSQL nor Redis to anybody', () => {
    expect(app.ports).toEqual(['127.0.0.1:4321:4321']);
    expect([postgres.ports, redis.ports]).toEqual([undefined, undefined]);
  });

  it('names settings that the server knows', () => {
    const names = Object.keys(app.environment ?? {});
    const documented = read('docs/config.md');
    expect(names.filter((name) => name !== 'NODE_ENV' && !documented.includes(`\`${name}\``))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines
    .filter((line) => line.startsWith('COPY --from=build') || line.startsWith('COPY --from=runtime'))
    .map((line) => line.split(' ').at(-2) as string);

  it('runs as its own user, checks its health and ends in the start command', () => {
    expect(lines).toContain('USER teambrain');
    expect(lines.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true);
    expect(lines.findLast((line) => line.startsWith('ENTRYPOINT'))).toBe(
      'ENTRYPOINT ["node", "server/dist/cli.js"]',
    );
  });

  it('copies only what the build really makes', () => {
    expect(copied.length).toBeGreaterThanOrEqual(3);
    for (const path of copied) expect(existsSync(join(root, path.replace('/app/', '')))).toBe(true);
  });
});
