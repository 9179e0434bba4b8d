// node examples/embed/make-app.mjs http://localhost:3000
// Makes an app for a site on a running server, as an owner of the workspace does, and keeps its secret in examples/embed/.env.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [origin = 'http://localhost:3000'] = process.argv.slice(2);
const { TEAMBRAIN_URL: url = 'http://localhost:4321', TEAMBRAIN_LOGIN: login = 'lilly' } = process.env;
const data = process.env.TEAMBRAIN_DATABASE__DATA_DIR ?? join(import.meta.dirname, '../../teambrain-data');
const kept = join(data, 'demo-password');
const password =
  process.env.TEAMBRAIN_PASSWORD ?? (existsSync(kept) ? readFileSync(kept, 'utf8').trim() : '');

const { accessToken } = await post('/auth/login', { login, password });
const { key, secret } = await post(
  '/workspaces/acme/apps',
  { name: new URL(origin).host, origins: [origin] },
  accessToken,
);
const lines = [`TEAMBRAIN_URL=${url}`, `TEAMBRAIN_APP_KEY=${key}`, `TEAMBRAIN_APP_SECRET=${secret.secret}`];
writeFileSync(join(import.meta.dirname, '.env'), `${lines.join('\n')}\n`, { mode: 0o600 });
console.log(`The app may be used from ${origin}. Its secret is in examples/embed/.env. For the page:

<script async src="${url}/embed.js"
  data-app="${key}" data-room="design" data-token-url="/api/teambrain-token"></script>`);

async function post(path, body, token) {
  const response = await fetch(`${url}/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${path}: ${answer.title ?? response.status} ${answer.detail ?? ''}`);
  return answer;
}
