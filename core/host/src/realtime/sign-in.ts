import type { AuthFrame, User } from '@teambrain/protocol';
import { insideEmbed } from '../access/rules.js';
import type { Actor, Auth, Users } from '../auth/contract.js';
import { isVisitor, type Visitors } from '../embedding/visitors.js';
import { problem } from '../transport/problem-error.js';
import { toProblem } from '../transport/to-problem.js';
import type { Closing } from './closing.js';
import { isOpen, releaseAdmission } from './connection.js';
import type { Hub } from './hub.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import { encoded } from './wire.js';

export interface SignInDeps {
  auth: Auth;
  users: Users;
  hub: Hub;
  outbox: Outbox;
  closing: Closing;
  socketsPerUser: number;
  visitors: Visitors;
}

/** The first frame, and the renewal of a token in band. */
export function createSignIn(deps: SignInDeps) {
  const { auth, users, hub, outbox, closing, visitors } = deps;
  /** Sockets of each user on this instance. */
  const counts = new Map<string, number>();

  async function publicUser(actor: Actor): Promise<User> {
    const known = (await users.byIds([actor.id])).get(actor.id);
    return known ?? { id: actor.id, username: actor.kind, displayName: actor.kind, kind: 'bot' };
  }

  /** How many sockets the actor may hold. Throws where it may hold none on this page. */
  async function placesOf(actor: Actor, { place }: Connection): Promise<number> {
    if (isVisitor(actor)) return Math.min(deps.socketsPerUser, await visitors.enter(actor, place));
    // An account is for the server's own pages.
    if (place.appId !== undefined) throw problem('origin_refused');
    return deps.socketsPerUser;
  }

  async function verify(connection: Connection, token: string) {
    try {
      const actor = await auth.verify(token);
      return { actor, places: await placesOf(actor, connection) };
    } catch (thrown) {
      const { error } = toProblem(thrown);
      if (error.status === 403) {
        closing.close(connection, 'forbidden', { reason: error.code });
        return null;
      }
      // A database that is gone says nothing about the token: the client comes back with the same one.
      if (error.status >= 500) closing.close(connection, 'restart', { reason: error.code });
      else closing.close(connection, 'unauthenticated', { reason: error.code });
      return null;
    }
  }

  async function ready(connection: Connection, actor: Actor): Promise<boolean> {
    const user = await publicUser(actor).catch(() => null);
    if (!isOpen(connection)) return false;
    if (!user) {
      closing.close(connection, 'restart');
      return false;
    }
    const expiresAt = new Date(actor.expiresAt * 1000).toISOString();
    outbox.send(connection, encoded({ op: 'ready', user, serverTime: new Date().toISOString(), expiresAt }));
    return true;
  }

  function renew(connection: Connection, actor: Actor): void {
    const before = connection.actor as Actor;
    if (actor.id !== before.id || actor.embed?.appId !== before.embed?.appId) {
      closing.close(connection, 'forbidden');
      return;
    }
    connection.actor = actor;
    for (const state of [...(connection.channels?.values() ?? [])])
      if (state.kind.scope && !insideEmbed(actor, state.kind.scope, state.id))
        hub.end(connection, state, 'removed');
    void ready(connection, actor);
  }

  return {
    /** True once the socket is signed in; it is closed otherwise. Never rejects. */
    async first(connection: Connection, { token }: AuthFrame): Promise<boolean> {
      connection.phase = 'verifying';
      releaseAdmission(connection);
      const verified = await verify(connection, token);
      if (!verified || !isOpen(connection)) return false;
      const { actor, places } = verified;
      const open = counts.get(actor.id) ?? 0;
      if (open >= places) {
        closing.close(connection, 'flooding', { reason: `a user holds at most ${places} sockets` });
        return false;
      }
      counts.set(actor.id, open + 1);
      connection.actor = actor;
      if (!(await ready(connection, actor))) return false;
      connection.phase = 'ready';
      return true;
    },
    async again(connection: Connection, { token }: AuthFrame): Promise<void> {
      const verified = await verify(connection, token);
      if (verified && isOpen(connection)) renew(connection, verified.actor);
    },
    forget(connection: Connection): void {
      if (!connection.actor) return;
      const left = (counts.get(connection.actor.id) ?? 1) - 1;
      if (left > 0) counts.set(connection.actor.id, left);
      else counts.delete(connection.actor.id);
    },
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
