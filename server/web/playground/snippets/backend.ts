import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';
import { keyToFill } from './parts.js';

const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, ' ')}'`;

function claims(settings: Settings): string {
  const role = settings.role ? `, role: ${quote(settings.role)}` : '';
  return `appKey: ${quote(settings.app ?? keyToFill)}, secret: process.env.TEAMBRAIN_APP_SECRET,
    sub: user.id, name: user.name${role}`;
}

const routeOf = (settings: Settings): string => {
  const url = chosen(settings, 'token-url');
  return url.startsWith('/') ? url : '/api/teambrain-token';
};

/** Says who is signed in on the host's site. With Express. */
export function expressBackend(settings: Settings): string {
  return `import express from 'express';
import { signEmbedToken } from '@teambrain/sdk/server';

const app = express();
app.get(${quote(routeOf(settings))}, requireLogin, async (request, response) => {
  const user = request.user; // whoever your own session says it is
  response.type('text').send(await signEmbedToken({
    ${claims(settings)},
  }));
});
app.listen(3000);`;
}

/** The same without a framework. */
export function nodeBackend(settings: Settings): string {
  return `import { createServer } from 'node:http';
import { signEmbedToken } from '@teambrain/sdk/server';

createServer(async (request, response) => {
  if (request.url !== ${quote(routeOf(settings))}) return response.writeHead(404).end();
  // Whoever your own session says it is; 401 for nobody.
  const user = { id: ${quote(chosen(settings, 'user'))}, name: ${quote(chosen(settings, 'name'))} };
  response.setHeader('content-type', 'text/plain').end(await signEmbedToken({
    ${claims(settings)},
  }));
}).listen(3000);`;
}
