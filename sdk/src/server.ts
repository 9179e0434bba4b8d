import type { EmbedVerb } from '@teambrain/plugin-embed/shared';

/** Who stands in front of the page, as the host's backend knows it. Signed claims win over anything the page says. */
export interface EmbedTokenInput {
  /** Public key of the app: `pk_…`. */
  appKey: string;
  /**
   * The whole text that the app's secret was given as, `<id>.<43 characters>`. May be undefined for the sake of
   * `process.env`: then it throws.
   */
  secret: string | undefined;
  /** The host's own id of the user: stable, and never given to another one. 1 to 255 characters. */
  sub: string;
  /** Shown beside messages. */
  name: string;
  /** https address of a picture. */
  avatar?: string | null;
  email?: string | null;
  /** Ids or slugs of the rooms that the user reaches. Default: what the app allows. */
  rooms?: readonly string[];
  /** Default: member. */
  role?: 'member' | 'viewer';
  /** What the user may do, below what the role may. Default: everything. */
  verbs?: readonly EmbedVerb[];
  /** Binds the token to one of the app's origins: `https://acme.dev`. */
  origin?: string;
  /** Whole seconds, 1 to 300. Default 300. The token is exchanged once, at once; the session outlives it. */
  ttlSeconds?: number;
  /** Id of the token. Default: random. An app may ask that each one opens a single session. */
  jti?: string;
}

const longestSeconds = 300;
const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
const text = new TextEncoder();
const encoded = (value: unknown) => base64url(text.encode(JSON.stringify(value)));

/**
 * Signs a token that says who the user is: answer it, as plain text, to the page's request. Needs WebCrypto and nothing
 * else: Node 20, Bun, Deno, edge runtimes. Throws TypeError for what would be refused anyway. Never in a browser: whoever
 * has the secret can be anyone.
 */
export async function signEmbedToken(input: EmbedTokenInput): Promise<string> {
  const { appKey, secret, sub, name, ttlSeconds = longestSeconds } = input;
  const [, kid, key] = /^([\w-]{1,64})\.([\w-]{43})$/.exec(secret ?? '') ?? [];
  if (kid === undefined || key === undefined) {
    throw new TypeError(
      secret
        ? 'The secret is not one of an app. Copy the whole text "<id>.<43 characters>" that was shown when it was made.'
        : 'The secret is missing. Set it in the environment of this server, and look at the name of the variable.',
    );
  }
  if (!appKey) throw new TypeError('appKey is missing. It is the public key of the app: "pk_…".');
  if (typeof sub !== 'string' || sub.trim() === '' || sub.length > 255 || /[\0\p{Surrogate}]/u.test(sub)) {
    throw new TypeError('sub must be the id of the signed-in user, a text of 1 to 255 characters.');
  }
  if (typeof name !== 'string' || name.trim() === '') {
    throw new TypeError('name must say what others see beside the messages of this user.');
  }
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > longestSeconds) {
    throw new TypeError(`ttlSeconds must be a whole number from 1 to ${longestSeconds}.`);
  }
  const iat = Math.floor(Date.now() / 1_000);
  const body = [
    { alg: 'HS256', typ: 'JWT', kid },
    {
      iss: appKey,
      aud: 'teambrain',
      sub,
      name,
      avatar: input.avatar ?? undefined,
      email: input.email ?? undefined,
      rooms: input.rooms,
      role: input.role,
      verbs: input.verbs,
      origin: input.origin,
      iat,
      exp: iat + ttlSeconds,
      jti: input.jti ?? crypto.randomUUID(),
    },
  ]
    .map(encoded)
    .join('.');
  const hmac = await crypto.subtle.importKey(
    'raw',
    text.encode(key),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const signature = await crypto.subtle.sign('HMAC', hmac, text.encode(body));
  return `${body}.${base64url(new Uint8Array(signature))}`;
}
