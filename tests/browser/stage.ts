import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';
import type { ChatLine } from '../../server/src/import/generate-chat.js';
import { type Instance, startInstance } from '../system/instance.js';
import { type Visitor, visit } from './visitor.js';

const cli = join(import.meta.dirname, '../../server/dist/cli.js');

export interface Stage {
  url: string;
  instance: Instance;
  browser: Browser;
  /** An account of the server's admin, made before the start. */
  admin: { login: string; password: string };
  /** Somebody with a browser of their own. */
  visitor(options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

/** The built product on a database of its own, with the history imported by its command, and a browser. */
export async function openStage(history: readonly ChatLine[] = []): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'teambrain-browser-'));
  const served = process.env.TEST_DATABASE_URL;
  const database = served ? await makeDatabase(served) : undefined;
  const run = (...args: string[]): string => {
    const env = { ...process.env, DATABASE_URL: database?.url ?? '', TEAMBRAIN_AUTH__BCRYPT_COST: '4' };
    const place = database ? [] : ['--data-dir', folder];
    const done = spawnSync(process.execPath, [cli, ...args, ...place], { env, encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`teambrain ${args[0]}: ${done.stderr}`);
    return done.stdout;
  };
  const made = run('user', 'create', 'founder', '--email', 'founder@acme.example', '--admin');
  const password = /only here: (\S+)/.exec(made)?.[1] ?? '';
  if (history.length > 0) {
    const file = join(folder, 'history.jsonl');
    writeFileSync(file, history.map((line) => JSON.stringify(line)).join('\n'));
    run('import', 'chat', file, '--workspace', 'archive', '--owner', 'founder');
  }
  const instance = await startInstance(database ? { databaseUrl: database.url } : { dataDir: folder });
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  return {
    url: instance.url,
    instance,
    browser,
    admin: { login: 'founder', password },
    visitor: (options) => visit(browser, instance.url, options),
    async close() {
      await browser.close();
      await instance.stop('SIGKILL');
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `tb_browser_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(`drop database if exists ${name} with (force)`) };
}
