import { type ChildProcess, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';
import { freePort, until } from '../services/process.js';
import { type Account, must, request } from '../system/account.js';

export const root = resolve(import.meta.dirname, '../..');
export const examples = join(root, 'examples/embed');

/** TeamBrain with its sample data, and the site of another product beside it: what the READMEs of the examples ask for. */
export interface Shop {
  /** Address of TeamBrain. */
  url: string;
  /** Where the product's site will be; the app is made for it. */
  site: string;
  browser: Browser;
  /** What the command that made the app printed. */
  printed: string;
  /** The app, as commands find it in their environment. */
  env: Record<string, string>;
  /** Somebody of the staff, who writes from elsewhere. */
  lilly: Account;
  designRoom: string;
  /** Runs a command of a README to its end. */
  run(command: string, folder: string): string;
  /** Starts a command of a README that serves the site, and waits until it answers. */
  serve(command: string, folder: string): Promise<ChildProcess>;
  close(): Promise<void>;
}

/** The two commands are those of the READMEs; addresses in them are exchanged, so that several may run at once. */
export async function openShop(
  startCommand = 'npm start',
  makeApp = 'node examples/embed/make-app.mjs http://localhost:3000',
): Promise<Shop> {
  const data = mkdtempSync(join(tmpdir(), 'teambrain-shop-'));
  const [port, sitePort] = [await freePort(), await freePort()];
  const [url, site] = [`http://localhost:${port}`, `http://localhost:${sitePort}`];
  const { DATABASE_URL: _d, REDIS_URL: _r, ...inherited } = process.env;
  const env: NodeJS.ProcessEnv = { ...inherited, NODE_ENV: undefined, TEAMBRAIN_DATABASE__DATA_DIR: data };
  const serverEnv = {
    ...env,
    TEAMBRAIN_SERVER__PORT: String(port),
    TEAMBRAIN_AUTH__BCRYPT_COST: '4',
    // The sample data signs four people in, which leaves one sign-in of this address for a minute.
    TEAMBRAIN_LIMITS__FACTOR: '10',
  };
  const siteEnv = { ...env, PORT: String(sitePort), TEAMBRAIN_URL: url, NEXT_TELEMETRY_DISABLED: '1' };
  const start = (command: string, folder: string, given: NodeJS.ProcessEnv): ChildProcess => {
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    // A group of its own: npm hands no signal on to what it started.
    const child = spawn('bash', ['-ec', command], { cwd: folder, env: given, stdio, detached: true });
    running.push(child);
    return child;
  };
  const running: ChildProcess[] = [];
  const server = start(startCommand, root, serverEnv);
  const printed = heard(server);
  const started = (): boolean => {
    if (server.exitCode !== null) throw new Error(`npm start ended:\n${printed()}`);
    return printed().includes('Stop with');
  };
  await until(started, 'npm start', 150_000).catch(async (error: Error) => {
    await endGroup(server);
    throw new Error(`${error.message}\n${printed()}`);
  });
  const run = (command: string, folder: string): string => {
    const done = spawnSync('bash', ['-ec', command], {
      cwd: folder,
      env: siteEnv,
      encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`${command}:\n${done.stdout}${done.stderr}`);
    return done.stdout;
  };
  const made = run(makeApp.replace('http://localhost:3000', site), root);
  const lines = readFileSync(join(examples, '.env'), 'utf8').trim().split('\n');
  const password = readFileSync(join(data, 'demo-password'), 'utf8').trim();
  const lilly = await signIn(url, 'lilly', password);
  const rooms = await must(
    lilly.call<{ items: { id: string; slug: string }[] }>('GET', '/workspaces/acme/rooms'),
  );
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'],
  });
  return {
    url,
    site,
    browser,
    printed: made,
    env: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2))),
    lilly,
    designRoom: rooms.items.find(({ slug }) => slug === 'design')?.id ?? '',
    run,
    async serve(command, folder) {
      const child = start(command, folder, siteEnv);
      const said = heard(child);
      await until(
        async () => {
          if (child.exitCode !== null) throw new Error(`${command} ended:\n${said()}`);
          return (await fetch(site).catch(() => null))?.ok ?? false;
        },
        command,
        60_000,
      );
      return child;
    },
    async close() {
      await browser.close();
      for (const child of running) await endGroup(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Ends what was started, with all that it started itself. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((done) => child.once('exit', done));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

function heard(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return () => text;
}

async function signIn(url: string, login: string, password: string): Promise<Account> {
  const made = await must(
    request<{ accessToken: string; user: { id: string } }>(url, 'POST', '/auth/login', undefined, {
      login,
      password,
    }),
  );
  const { accessToken: token, user } = made;
  const account: Account = {
    id: user.id,
    username: login,
    token,
    call: (method, path, body) => request(url, method, path, token, body),
    at: () => account,
  };
  return account;
}
