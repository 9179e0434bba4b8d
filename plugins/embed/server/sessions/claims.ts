import type { EmbedVerb } from '../../shared/types.js';
import { embedProblem } from '../problems.js';

/** Longest life that a host may give a token, in seconds. */
const maxSeconds = 300;
const maxName = 200;
const broken = /[\0\p{Surrogate}]/u;
export const allVerbs = ['read', 'write', 'react', 'upload', 'ask'] as const satisfies EmbedVerb[];

/** What a host says of its user. */
export interface HostUser {
  /** Stable in the host's product. */
  sub: string;
  name?: string;
  avatar?: string;
  email?: string;
  /** Ids or slugs. Absent: what the app allows. */
  rooms?: string[];
  role: 'member' | 'viewer';
  /** Absent: all that the role has. */
  verbs?: EmbedVerb[];
  jti?: string;
  /** Unix seconds. */
  exp: number;
}

export interface Expected {
  appKey: string;
  /** Whether the token needs a `jti`. */
  singleUse: boolean;
  /** The page that sends it; undefined for a server. */
  origin: string | undefined;
  /** Seconds by which clocks may differ. */
  skew: number;
}

const invalid = (detail: string) => embedProblem('embed_token_invalid', detail);

/** Reads the claims of a token whose signature is right. Throws `embed_token_invalid` with the claim that is not. */
export function readClaims(
  claims: Record<string, unknown>,
  expected: Expected,
  now = Date.now() / 1000,
): HostUser {
  checkAudience(claims, expected);
  const exp = checkTimes(claims, expected.skew, now);
  const { origin } = claims;
  if (origin !== undefined && (typeof origin !== 'string' || origin !== expected.origin))
    throw invalid('`origin` names another page than the one that sends the token.');
  const jti = text(claims, 'jti', 200);
  if (expected.singleUse && jti === undefined)
    throw invalid('`jti` is missing: each token of this app opens one session.');
  const sub = text(claims, 'sub', 255);
  if (sub === undefined) throw invalid('`sub` is missing: the stable id of your user.');
  const name = text(shown(claims), 'name', maxName);
  const avatar = typeof claims.avatar === 'string' && isAddress(claims.avatar) ? claims.avatar : undefined;
  const email = text(claims, 'email', 254);
  const rooms = list(claims, 'rooms', 100);
  const verbs = list(claims, 'verbs', 20);
  if (verbs?.some((verb) => !(allVerbs as readonly string[]).includes(verb)))
    throw invalid(`\`verbs\` may hold ${allVerbs.join(', ')}.`);
  const { role = 'member' } = claims;
  if (role !== 'member' && role !== 'viewer') throw invalid('`role` must be "member" or "viewer".');
  return {
    sub,
    role,
    exp,
    ...(name === undefined ? {} : { name }),
    ...(avatar === undefined ? {} : { avatar }),
    ...(email === undefined ? {} : { email }),
    ...(rooms === undefined ? {} : { rooms }),
    ...(verbs === undefined ? {} : { verbs: verbs as EmbedVerb[] }),
    ...(jti === undefined ? {} : { jti }),
  };
}

function checkAudience({ iss, aud }: Record<string, unknown>, { appKey }: Expected): void {
  if (iss !== appKey) throw invalid('`iss` must be the key of the app.');
  if (aud !== 'teambrain') throw invalid('`aud` must be "teambrain".');
}

/** Gives `exp`. */
function checkTimes({ iat, exp, nbf }: Record<string, unknown>, skew: number, now: number): number {
  if (!isTime(iat) || !isTime(exp)) throw invalid('`iat` and `exp` must be times in seconds since 1970.');
  if (exp - iat > maxSeconds) throw invalid(`\`exp\` may be at most ${maxSeconds} s after \`iat\`.`);
  if (exp <= iat) throw invalid('`exp` must be after `iat`.');
  if (iat > now + skew) throw invalid('`iat` lies in the future: set the clock of the host.');
  if (nbf !== undefined && (!isTime(nbf) || nbf > now + skew)) throw invalid('The token is not valid yet.');
  if (exp <= now - skew) throw invalid('The token has expired: sign a new one for each session.');
  return exp;
}

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 && value < 1e11;

function text(claims: Record<string, unknown>, name: string, max: number): string | undefined {
  const value = claims[name];
  if (value === undefined || value === null) return undefined;
  // Halves of characters would all become the same one on their way into the database, and two users one.
  const fits = typeof value === 'string' && value.trim() !== '' && value.length <= max && !broken.test(value);
  if (!fits) throw invalid(`\`${name}\` must be a text of 1 to ${max} characters.`);
  return value;
}

/** A name is for show: one that is blank or endless keeps nobody out. */
function shown(claims: Record<string, unknown>): Record<string, unknown> {
  const { name } = claims;
  if (typeof name !== 'string') return claims;
  const cut = name.replaceAll(new RegExp(broken, 'gu'), '').trim();
  return { name: cut === '' ? undefined : [...cut].slice(0, maxName / 2).join('') };
}

function list(claims: Record<string, unknown>, name: string, max: number): string[] | undefined {
  const value = claims[name];
  if (value === undefined || value === null) return undefined;
  const fits =
    Array.isArray(value) &&
    value.length <= max &&
    value.every((each) => typeof each === 'string' && each.length <= 100 && !each.includes('\0'));
  if (!fits) throw invalid(`\`${name}\` must be a list of at most ${max} short texts.`);
  return value as string[];
}

/** A picture that a page can load; anything else is left out rather than refused. */
function isAddress(text: string): boolean {
  return text.length <= 2_048 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
