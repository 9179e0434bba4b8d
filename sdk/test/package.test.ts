import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const sdk = fileURLToPath(new URL('..', import.meta.url));
const modules = join(sdk, '..', 'node_modules');
let consumer = '';

beforeAll(async () => {
  consumer = await mkdtemp(join(tmpdir(), 'teambrain-sdk-'));
  const installed = join(consumer, 'node_modules', '@teambrain', 'sdk');
  await mkdir(installed, { recursive: true });
  await run(
    process.execPath,
    [join(modules, 'tsup', 'dist', 'cli-default.js'), '--out-dir', join(installed, 'dist')],
    {
      cwd: sdk,
    },
  );
  await cp(join(sdk, 'package.json'), join(installed, 'package.json'));
  // The compiler of this repository, so that nothing is fetched.
  await symlink(join(modules, 'typescript'), join(consumer, 'node_modules', 'typescript'));
}, 120_000);
afterAll(() => rm(consumer, { recursive: true, force: true }));

const program = `
declare module '@teambrain/sdk' {
  interface EventMap { 'poll.created': { question: string } }
}
export async function main() {
  const tb = new TeamBrain({ url: 'https://chat.acme.dev', codec: msgpack });
  const room = await tb.rooms.open({ workspace: 'acme', slug: 'design' });
  room.on('message.created', ({ message }) => message.author.displayName.length);
  room.on('poll.created', ({ question }) => question.length);
  // @ts-expect-error nobody declares this one
  room.on('nothing.happened', () => {});
  // @ts-expect-error a message has a text
  room.messages.send({});
  const server = createMockServer();
  const token: string = await signEmbedToken({ appKey: 'pk_acme', secret: undefined, sub: '1', name: 'Ada' });
  // @ts-expect-error nobody signs for an owner
  signEmbedToken({ appKey: 'pk_acme', secret: token, sub: '1', name: 'Ada', role: 'owner' });
  return new TeamBrain({ ...server.as('ada'), parts: [rooms] }).rooms.get('id');
}
`;
const imports = `import { TeamBrain, rooms } from '@teambrain/sdk';
import { msgpack } from '@teambrain/sdk/msgpack';
import { createMockServer } from '@teambrain/sdk/testing';
import { signEmbedToken } from '@teambrain/sdk/server';
`;

async function compile(file: string, options: Record<string, string>) {
  await writeFile(join(consumer, file), imports + program);
  const flags = Object.entries({
    target: 'es2022',
    lib: 'es2022,dom',
    strict: 'true',
    noEmit: 'true',
    ...options,
  });
  const args = flags.flatMap(([name, value]) => [`--${name}`, value]);
  await run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), ...args, file], {
    cwd: consumer,
  }).catch((error: { stdout: string }) => {
    throw new Error(error.stdout);
  });
}

describe('the published package', () => {
  it.each([
    ['main.mts', { module: 'node16', moduleResolution: 'node16' }],
    ['main.cts', { module: 'node16', moduleResolution: 'node16' }],
    ['main.mts', { module: 'nodenext', moduleResolution: 'nodenext' }],
    ['main.ts', { module: 'esnext', moduleResolution: 'bundler' }],
  ])('has types for %s with %o, open to events of others', compile, 60_000);

  it('is imported and required, with all its entries', async () => {
    const check =
      'if (![typeof TeamBrain, typeof createMockServer, typeof signEmbedToken].every((t) => t === "function") || msgpack.name !== "msgpack") throw 1; console.log("ok")';
    const required = `const { TeamBrain } = require('@teambrain/sdk'); const { msgpack } = require('@teambrain/sdk/msgpack'); const { createMockServer } = require('@teambrain/sdk/testing'); const { signEmbedToken } = require('@teambrain/sdk/server'); ${check}`;
    const imported = `import TeamBrain from '@teambrain/sdk'; import { msgpack } from '@teambrain/sdk/msgpack'; import { createMockServer } from '@teambrain/sdk/testing'; import { signEmbedToken } from '@teambrain/sdk/server'; ${check}`;
    await writeFile(join(consumer, 'run.cjs'), required);
    await writeFile(join(consumer, 'run.mjs'), imported);
    for (const file of ['run.cjs', 'run.mjs']) {
      expect((await run(process.execPath, [file], { cwd: consumer })).stdout).toBe('ok\n');
    }
  });

  it('needs nothing else, neither at run time nor in its types', async () => {
    const dist = join(consumer, 'node_modules', '@teambrain', 'sdk', 'dist');
    const files = (await readdir(dist, { recursive: true })).filter((file) =>
      /\.(js|cjs|d\.ts|d\.cts)$/.test(file),
    );
    const asked = new Set<string>();
    for (const file of files) {
      const text = (await readFile(join(dist, file), 'utf8')).replace(/\/\*[\s\S]*?\*\//g, '');
      for (const [, specifier] of text.matchAll(/(?:from|import\(|require\(|import) ?["']([^"']+)["']/g)) {
        if (!specifier!.startsWith('.')) asked.add(specifier!);
      }
    }
    expect([...asked]).toEqual([]);
    const { dependencies = {} } = JSON.parse(await readFile(join(sdk, 'package.json'), 'utf8'));
    expect(dependencies).toEqual({});
  });

  it('stays small, and free of MessagePack unless asked for', async () => {
    const { build } = await import('esbuild');
    /** What loads at the start; the code of timelines and room lists follows when the first one is opened. */
    const bundled = async (source: string) => {
      const { outputFiles, metafile } = await build({
        stdin: { contents: source, resolveDir: consumer },
        bundle: true,
        splitting: true,
        minify: true,
        write: false,
        metafile: true,
        format: 'esm',
        outdir: consumer,
        absWorkingDir: consumer,
      });
      const needed = new Set(['stdin.js']);
      for (const file of needed) {
        for (const { kind, path } of metafile.outputs[file]!.imports)
          if (kind === 'import-statement') needed.add(path);
      }
      return outputFiles
        .filter(({ path }) => needed.has(relative(consumer, path)))
        .map(({ text }) => text)
        .join('');
    };
    const official = await bundled("export { TeamBrain } from '@teambrain/sdk'");
    expect(gzipSync(official, { level: 9 }).length).toBeLessThan(12_288);
    expect(official).not.toContain('application/msgpack');
    // What signs tokens belongs to servers: no page may come to hold a secret by importing the client.
    expect(official).not.toContain('HS256');
    const helper = await bundled("export { signEmbedToken } from '@teambrain/sdk/server'");
    expect(gzipSync(helper, { level: 9 }).length).toBeLessThan(1_536);
    const codec = await bundled("export { msgpack } from '@teambrain/sdk/msgpack'");
    expect(gzipSync(codec, { level: 9 }).length).toBeLessThan(6_656);
  });
});
