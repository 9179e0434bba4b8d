import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { DemoApp } from './demo/app.js';
import { addPlaygroundDemo } from './playground-demo.js';

/** Built by `server/web` and `widget/element`: beside the bundle, or in `dist` when this runs from its source. */
const builtRoot = [join(import.meta.dirname, 'web'), join(import.meta.dirname, '../dist/web')].find(
  (folder) => existsSync(join(folder, 'index.html')),
);

/** Pages of the web app; each is answered with the same document, which reads its own address. */
const appPages = [
  '/',
  '/login',
  '/signup',
  '/setup',
  '/forgot',
  '/reset',
  '/invite',
  '/invite/*',
  '/new',
  '/w/*',
  '/settings/*',
  '/admin',
] as const;

export interface SiteOptions {
  /** Folder with the built pages. Default: where the build puts them. */
  root?: string;
  /** The app of the sample data, asked for at each request: it is made after the server listens. */
  demo?: () => DemoApp | undefined;
}

/**
 * Pages run our scripts only, talk to this server only and load no styles from anywhere: widget and app use adopted
 * style sheets. Other sites may not frame them; the playground alone frames its make-believe sites.
 */
function pageHeaders(reply: FastifyReply, host: string, { frames, framed }: PageOptions): void {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    ...(frames ? ["frame-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
    "require-trusted-types-for 'script'",
  ];
  reply.header('content-security-policy', policy.join('; '));
  reply.header('cache-control', 'no-cache');
}

interface PageOptions {
  /** Frames pages of this server. */
  frames?: boolean;
  /** May be framed by pages of this server. */
  framed?: boolean;
}

/** Version of the widget's files, as their build wrote it beside them. */
function versionOf(root: string): string | undefined {
  const file = join(root, 'integrity.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Serves the web app, the playground and the widget's files. Missing builds are said, not guessed around. */
export function site(publicHost: string | undefined, { root = builtRoot, demo }: SiteOptions = {}) {
  return async (app: FastifyInstance): Promise<void> => {
    if (!root) {
      app.log.warn('the web app is not built: run npm run build');
      return;
    }
    const widgetVersion = versionOf(root);
    const page = (file: string, options: PageOptions = {}) => {
      const body = readFileSync(join(root, file));
      return async (request: { host: string }, reply: FastifyReply) => {
        const host = publicHost ?? request.host;
        // The Host header is the client's word: anything but a name and a port stays out of the policy.
        const isName = /^[\w.-]+(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/i.test(host);
        pageHeaders(reply, isName ? host : 'localhost', options);
        return reply.type('text/html; charset=utf-8').send(body);
      };
    };
    await app.register(async (files) => {
      // Somebody who mistyped an address reads the app's own words; files and the API keep theirs.
      const missing = page('index.html');
      files.addHook('onRequest', async (request, reply) => {
        const path = request.url.split('?', 1)[0] as string;
        const isPage = request.headers.accept?.includes('text/html') && !/^\/v1(\/|$)|\.[^/]*$/.test(path);
        return isPage ? missing(request, reply.code(404)) : undefined;
      });
      files.addHook('onSend', async (request, reply) => {
        if (String(reply.getHeader('content-type')).startsWith('text/html')) return;
        const hashed = /^\/v\/|-[a-z0-9]{8}\.(js|css|png|svg|woff2)$/i.test(request.url);
        const lasts = hashed && reply.statusCode < 400;
        reply.header('cache-control', lasts ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
        // The widget's files run on other people's sites.
        reply.header('cross-origin-resource-policy', 'cross-origin');
        reply.header('access-control-allow-origin', '*');
      });
      await files.register(fastifyStatic, {
        root,
        index: false,
        dotfiles: 'ignore',
        preCompressed: true,
        cacheControl: false,
        // A page by its file's name would come without its content policy.
        allowedPath: (path) => !path.includes('.html'),
      });
      // An address for `integrity`: it answers with these bytes or not at all.
      files.get<{ Params: { version: string; '*': string } }>('/v/:version/*', (request, reply) =>
        request.params.version === widgetVersion && request.params['*'].endsWith('.js')
          ? reply.sendFile(request.params['*'])
          : reply.code(404).type('text/plain').send(`The widget here has version ${widgetVersion}.`),
      );
    });
    for (const path of appPages) app.get(path, page('index.html'));
    app.get('/playground', page('playground.html', { frames: true }));
    for (const name of siteNames(root))
      app.get(`/playground/sites/${name}`, page(`playground/sites/${name}.html`, { framed: true }));
    addPlaygroundDemo(app, demo ?? (() => undefined));
  };
}

/** Names of the make-believe sites that were built. */
function siteNames(root: string): string[] {
  const folder = join(root, 'playground/sites');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith('.html')).map((file) => file.slice(0, -'.html'.length));
}
