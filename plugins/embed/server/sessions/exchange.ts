import { randomBytes } from 'node:crypto';
import { addressKey, isId, type LimitState, newId, type PluginContext, problem } from '@teambrain/core';
import type { User } from '@teambrain/protocol';
import type { EmbedSession, EmbedVerb, GuestProof, OpenEmbedSession } from '../../shared/types.js';
import type { Directory, KnownApp } from '../apps/directory.js';
import type { AppRow } from '../apps/repository.js';
import { configView } from '../apps/views.js';
import type { EmbedPluginConfig } from '../config.js';
import { embedProblem } from '../problems.js';
import { hashOf, provenGuest } from '../visitors/guest-proof.js';
import type { Places, VisitorRole } from '../visitors/places.js';
import type { VisitorRow, VisitorsRepository } from '../visitors/repository.js';
import { type HostUser, readClaims } from './claims.js';
import { verifySignature } from './token.js';
import { verbsOfGuest, verbsOfUser } from './verbs.js';

export interface ExchangeDeps {
  ctx: PluginContext<EmbedPluginConfig>;
  directory: Directory;
  visitors: VisitorsRepository;
  places: Places;
}

/** Who asks, as far as the request tells. */
export interface Caller {
  ip: string;
  headers: { 'user-agent'?: string; origin?: string };
  /** Gets the limit that refuses it. */
  show(state: LimitState): void;
}

interface Arrived {
  user: User;
  visitor: VisitorRow;
  role: VisitorRole;
  verbs: EmbedVerb[];
  rooms?: string[] | undefined;
  secretId?: string;
  guest?: { id: string; secret: string };
}

/** Accounts of an app's users and guests: never shared between apps, nor between two subjects of one. */
export const sourceOf = (appId: string, kind: 'user' | 'guest') =>
  kind === 'user' ? `embed:${appId}` : `embed-guest:${appId}`;

/** Exchanges of one visitor in a minute: a page asks for one each quarter of an hour. */
const exchangesPerMinute = 30;

/** Opens sessions for the users and guests of apps. */
export function createExchange({ ctx, directory, visitors, places }: ExchangeDeps) {
  const { users, limits, config, embedding, events } = ctx;

  async function take(
    { show }: Caller,
    key: string,
    operation: 'embed.exchange' | 'embed.guests',
    max: number,
    windowMs = 60_000,
  ): Promise<void> {
    const state = await limits.take(key, operation, { max, windowMs });
    if (state.allowed) return;
    show(state);
    throw problem('rate_limited', `Too many sessions; try again in ${state.reset} s.`, {
      retryAfter: state.reset,
    });
  }

  /** Renews what the visitor shows of itself, and gives it as it is then. */
  async function shown(user: User, profile: Pick<HostUser, 'name' | 'avatar'>): Promise<User> {
    const change = {
      ...(profile.name === undefined ? {} : { displayName: profile.name }),
      avatarUrl: profile.avatar ?? null,
    };
    const same =
      (change.displayName ?? user.displayName) === user.displayName &&
      (user.avatarUrl ?? null) === change.avatarUrl;
    if (same || !(await users.describe(user.id, change))) return user;
    events.emit('user.updated', { userId: user.id });
    return (await users.find(user.id)) ?? user;
  }

  async function asUser({ app, secrets }: KnownApp, token: string, caller: Caller): Promise<Arrived> {
    const { claims, secretId } = verifySignature(token, secrets);
    const host = readClaims(claims, {
      appKey: app.key,
      singleUse: app.singleUse,
      origin: caller.headers.origin,
      skew: config.clockSkew,
    });
    await take(caller, `${app.id}:${host.sub}`, 'embed.exchange', exchangesPerMinute);
    if (app.singleUse && !(await visitors.useToken(app.id, host.jti as string, host.exp)))
      throw embedProblem(
        'embed_token_invalid',
        'The token was used before: sign a new one for each session.',
      );
    const known = await users.provision({
      kind: 'user',
      username: host.name ?? `visitor-${newId().slice(-6)}`,
      displayName: host.name ?? 'Visitor',
      source: sourceOf(app.id, 'user'),
      sourceId: host.sub,
    });
    const user = await shown(known, host);
    const visitor = await visitors.see(app.id, user.id, { kind: 'user', email: host.email });
    const { role, rooms } = host;
    return { user, visitor, role, verbs: verbsOfUser(role, host.verbs), rooms, secretId };
  }

  /** Guests come where the app lets them, and nowhere where it takes signed users only. */
  function requireGuests(app: AppRow): void {
    if (app.identity === 'required' || app.guests === 'off')
      throw embedProblem('embed_identity_required', 'Send a token that the backend of this site signed.');
  }

  async function asKnownGuest(app: AppRow, guest: GuestProof, caller: Caller): Promise<Arrived> {
    requireGuests(app);
    const found = isId(guest.id) ? await visitors.find(app.id, guest.id.toLowerCase()) : null;
    const visitor = provenGuest(found, guest.secret ?? '');
    // After the secret: ids of guests stand beside their messages, and a budget is for its owner to spend.
    await take(caller, `${app.id}:${visitor.userId}`, 'embed.exchange', exchangesPerMinute);
    if (visitor.mergedInto !== null) throw embedProblem('embed_guest_merged');
    const user = await users.find(visitor.userId);
    if (!user || !(await visitors.seeAgain(app.id, user.id))) throw embedProblem('embed_guest_invalid');
    return { user, visitor, ...guestRights(app) };
  }

  async function asNewGuest(app: AppRow, name: string | undefined, caller: Caller): Promise<Arrived> {
    requireGuests(app);
    const address = addressKey(caller.ip);
    await take(caller, `${app.id}:${address}`, 'embed.guests', app.limits.guestsPerHour, 3_600_000);
    const sourceId = newId();
    const user = await users.provision({
      kind: 'guest',
      username: `guest-${sourceId.slice(-8)}`,
      displayName: name ?? 'Guest',
      source: sourceOf(app.id, 'guest'),
      sourceId,
    });
    const secret = randomBytes(32).toString('base64url');
    const visitor = await visitors.see(app.id, user.id, { kind: 'guest', guestHash: hashOf(secret) });
    return { user, visitor, ...guestRights(app), guest: { id: user.id, secret } };
  }

  function guestRights({ guests }: AppRow) {
    return {
      role: guests === 'write' ? ('member' as const) : ('viewer' as const),
      verbs: verbsOfGuest(guests),
    };
  }

  async function arrive(known: KnownApp, input: OpenEmbedSession, caller: Caller): Promise<Arrived> {
    if (input.token !== undefined) return asUser(known, input.token, caller);
    if (input.guest) return asKnownGuest(known.app, input.guest, caller);
    return asNewGuest(known.app, input.profile?.name, caller);
  }

  return {
    /** The app of a key, for a page of this origin. Throws `embed_app_unknown`, `embed_app_disabled`, `origin_refused`. */
    async appFor(appKey: string, origin: string | undefined): Promise<KnownApp> {
      const found = await directory.byKey(appKey);
      const known = found && (await directory.byId(found.id));
      if (!known) throw embedProblem('embed_app_unknown');
      if (origin !== undefined && !known.app.origins.includes(origin))
        throw problem('origin_refused', 'This page is not one of those that the app may be used on.');
      if (!known.app.enabled) throw embedProblem('embed_app_disabled');
      return known;
    },

    async open(known: KnownApp, input: OpenEmbedSession, caller: Caller): Promise<EmbedSession> {
      const { app } = known;
      const arrived = await arrive(known, input, caller);
      const { user, visitor, role, verbs, secretId } = arrived;
      const rooms = await places.settle(app, visitor, { role, rooms: arrived.rooms, name: user.displayName });
      const { workspaceId } = app;
      const session = await embedding.openSession(
        user.id,
        { appId: app.id, workspaceId, rooms, verbs, ...(secretId === undefined ? {} : { secretId }) },
        caller,
        config.sessionTtl,
      );
      return {
        user,
        accessToken: session.accessToken,
        expiresIn: session.expiresIn,
        ...(arrived.guest ? { guest: arrived.guest } : {}),
        config: { ...configView(app), workspaceId, rooms, verbs },
      };
    },
  };
}

export type Exchange = ReturnType<typeof createExchange>;
