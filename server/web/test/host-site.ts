import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface HostSite {
  origin: string;
  /** What is pasted into the page. */
  html: string;
  /** Runs the backend as it was copied, on a port of its own; the site hands its token route on to it. */
  runBackend(code: string, secret: string): Promise<void>;
  close(): Promise<void>;
}

/** A product of somebody else: a site on an origin of its own, with a page and a backend. */
export async function startHostSite(): Promise<HostSite> {
  let backend: { child: ChildProcess; port: number } | undefined;
  const folder = await mkdtemp(join(tmpdir(), 'teambrain-host-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const server = createServer((incoming, response) => {
    if (incoming.url?.startsWith('/api/') && backend) {
      const passed = request({ port: backend.port, host: '127.0.0.1', path: incoming.url });
      passed.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.writeHead(502).end());
      passed.end();
      return;
    }
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="en"><head><title>Shop</title></head><body><h1>Shop</h1>${site.html}</body></html>`,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const site: HostSite = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    html: '',
    async runBackend(code, secret) {
      const port = await freePort();
      const file = join(folder, 'backend.mjs');
      await writeFile(file, code.replace('.listen(3000)', `.listen(${port})`));
      const child = spawn(process.execPath, ['--conditions=teambrain-source', '--import', 'tsx', file], {
        cwd: folder,
        env: { ...process.env, TEAMBRAIN_APP_SECRET: secret },
        stdio: 'inherit',
      });
      backend = { child, port };
      await answers(port);
    },
    async close() {
      backend?.child.kill();
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return site;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A refused connection comes back at once: asked again until somebody listens. */
async function answers(port: number): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
