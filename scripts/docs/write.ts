// `npm run docs` writes the reference pages that are made from code; `-- --check` fails when one is out of date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { configReference, createLog, createServer } from '@teambrain/core';
import { officialPlugins } from '../../server/src/official.js';
import { errorsPage } from './errors.js';
import { httpPage } from './http.js';
import { permissionsPage } from './permissions.js';
import { realtimePage } from './realtime.js';

const docs = resolve(import.meta.dirname, '../../docs');
const server = await createServer({
  config: { database: { dataDir: 'memory' }, auth: { bcryptCost: 4 } },
  plugins: officialPlugins,
  log: createLog({ level: 'silent' }) as never,
});
const document = async <T>(url: string) =>
  (await server.app.inject({ url, headers: { accept: 'application/json' } })).json<T>();
const pages: Record<string, string> = {
  'config.md': configReference(officialPlugins),
  'errors.md': errorsPage(officialPlugins),
  'permissions.md': permissionsPage(server.context('rooms').access.matrix()),
  'http.md': httpPage(await document('/openapi.json')),
  'realtime.md': realtimePage(await document('/asyncapi.json')),
};
await server.close();

const generated = (text: string) => `${text.trimEnd()}\n\n<!-- Made by \`npm run docs\`; do not edit. -->\n`;
const stale = Object.entries(pages).filter(([file, text]) => {
  const path = join(docs, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== generated(text);
});
if (process.argv.includes('--check')) {
  for (const [file] of stale) console.error(`docs/${file} is out of date: run npm run docs`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [file, text] of stale) writeFileSync(join(docs, file), generated(text));
console.log(
  stale.length === 0
    ? 'all pages are up to date'
    : `wrote ${stale.map(([file]) => `docs/${file}`).join(', ')}`,
);
process.exit(0);
