import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { EmbedTokenInput } from '../src/server.js';
import { signEmbedToken } from '../src/server.js';

const key = 'k'.repeat(43);
const input: EmbedTokenInput = { appKey: 'pk_acme', secret: `s1.${key}`, sub: '42', name: 'Ada' };

function opened(token: string) {
  const [head = '', body = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  const expected = createHmac('sha256', key).update(`${head}.${body}`).digest('base64url');
  return { header: read(head), claims: read(body), isGenuine: signature === expected };
}

describe('a token for the widget', () => {
  it('says who the user is, signed with the characters behind the dot of the secret', async () => {
    const before = Math.floor(Date.now() / 1_000);
    const { header, claims, isGenuine } = opened(
      await signEmbedToken({
        ...input,
        name: 'Ada Lovelace ✓',
        avatar: 'https://acme.dev/a.png',
        email: 'ada@acme.dev',
        rooms: ['design'],
        role: 'viewer',
        verbs: ['read', 'ask'],
        origin: 'https://acme.dev',
        ttlSeconds: 60,
      }),
    );
    expect(isGenuine).toBe(true);
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT', kid: 's1' });
    expect(claims).toEqual({
      iss: 'pk_acme',
      aud: 'teambrain',
      sub: '42',
      name: 'Ada Lovelace ✓',
      avatar: 'https://acme.dev/a.png',
      email: 'ada@acme.dev',
      rooms: ['design'],
      role: 'viewer',
      verbs: ['read', 'ask'],
      origin: 'https://acme.dev',
      iat: expect.any(Number),
      exp: claims.iat + 60,
      jti: expect.any(String),
    });
    expect(claims.iat).toBeGreaterThanOrEqual(before);
  });

  it('leaves out what is not known, and lives five minutes at most', async () => {
    const { claims } = opened(await signEmbedToken({ ...input, avatar: null, email: undefined }));
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'name', 'sub']);
    expect(claims.exp - claims.iat).toBe(300);
  });

  it('has an id of its own each time, unless one is given', async () => {
    const ids = await Promise.all(
      [input, input, { ...input, jti: 'mine' }].map(
        async (one) => opened(await signEmbedToken(one)).claims.jti,
      ),
    );
    expect(new Set(ids).size).toBe(3);
    expect(ids[2]).toBe('mine');
  });

  it.each<[string, Partial<EmbedTokenInput>, RegExp]>([
    ['no secret', { secret: undefined }, /secret is missing/],
    ['the key of a secret without its id', { secret: key }, /not one of an app/],
    ['a secret cut short', { secret: `s1.${key.slice(1)}` }, /not one of an app/],
    ['a secret with a line break', { secret: `s1.${key}\n` }, /not one of an app/],
    ['no app', { appKey: '' }, /appKey is missing/],
    ['no user', { sub: '' }, /sub must be/],
    ['a user of spaces', { sub: '  ' }, /sub must be/],
    ['half of a character', { sub: 'ada\ud800' }, /sub must be/],
    ['a NUL', { sub: 'ada\0' }, /sub must be/],
    ['a number as user', { sub: 7 as unknown as string }, /sub must be/],
    ['no name', { name: '' }, /name must say/],
    ['a life beyond five minutes', { ttlSeconds: 301 }, /from 1 to 300/],
    ['a life of no time', { ttlSeconds: 0 }, /from 1 to 300/],
    ['a life in fractions', { ttlSeconds: 0.5 }, /from 1 to 300/],
  ])('is refused for %s', async (_, wrong, message) => {
    const failed = signEmbedToken({ ...input, ...wrong });
    await expect(failed).rejects.toThrow(TypeError);
    await expect(failed).rejects.toThrow(message);
  });

  it('comes from ten lines in the backend of the host, as the README shows them', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const source = await readFile(new URL(import.meta.url), 'utf8');
    const example = [...readme.matchAll(/```ts\n([\s\S]+?)```/g)]
      .map(([, code = '']) => code)
      .find((code) => code.includes('signEmbedToken'));
    const lines = (example ?? '').split('\n').filter((line) => line.trim() && !line.startsWith('import '));
    expect(lines.length).toBeGreaterThan(5);
    expect(source.replaceAll(/^ +/gm, '')).toContain(lines.map((line) => line.trim()).join('\n'));

    const { app, requireLogin, answer } = host();
    process.env.TEAMBRAIN_APP_SECRET = input.secret;
    app.get('/api/teambrain-token', requireLogin, async (req, res) =>
      res.type('text').send(
        await signEmbedToken({
          appKey: 'pk_acme',
          secret: process.env.TEAMBRAIN_APP_SECRET,
          sub: req.user.id,
          name: req.user.name,
          avatar: req.user.photo,
          rooms: ['design'],
          role: 'member',
        }),
      ),
    );
    const { claims, isGenuine } = opened(await answer());
    expect(isGenuine).toBe(true);
    expect(claims).toMatchObject({ sub: '42', name: 'Ada', rooms: ['design'], role: 'member' });
    delete process.env.TEAMBRAIN_APP_SECRET;
  });
});

/** As much of a web framework as the example needs. */
function host() {
  interface Request {
    user: { id: string; name: string; photo?: string };
  }
  interface Response {
    type(name: string): Response;
    send(text: string): void;
  }
  type Handler = (req: Request, res: Response) => Promise<void>;
  let route: Handler | undefined;
  const requireLogin = Symbol('requireLogin');
  return {
    requireLogin,
    app: {
      get(_path: string, _login: symbol, handler: Handler) {
        route = handler;
      },
    },
    async answer() {
      let sent = '';
      const response: Response = {
        type: () => response,
        send(text) {
          sent = text;
        },
      };
      await route?.({ user: { id: '42', name: 'Ada' } }, response);
      return sent;
    },
  };
}
