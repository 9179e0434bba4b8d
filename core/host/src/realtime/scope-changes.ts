import { createHash } from 'node:crypto';
import type { Access, Grant, Place } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Database } from '../database/contract.js';
import { problem } from '../transport/problem-error.js';
import type { Realtime, Receipt } from './contract.js';

/** A change that somebody asked for, and under which rights. */
export interface ScopeChange {
  actor: Actor;
  grant: Grant;
  /** The right that the grant stands for. */
  permission: string;
  /** The scope that decides over what is changed; its channel has the same kind and id. */
  place: Place;
  /** Makes the change happen once, with everything that was asked for. */
  once?: OnlyOnce | undefined;
}

export interface OnlyOnce {
  clientId: string;
  /** Everything that makes two requests the same, as a value of the JSON set. */
  body: unknown;
  /** The thing that is changed or made. */
  ref: string;
}

/** `duplicate`: the client id had been used for the same change and nothing was written; `ref` is what it was about. */
export type ScopeChanged<T> = { duplicate: false; value: T } | { duplicate: true; ref: string | null };

const stale = Symbol('rights have moved');
const maxTries = 5;

/**
 * Runs changes of what lies in a scope (a room): in one transaction under the lock of its channel, with the rights that
 * hold there, once for each client id.
 */
export function createScopeChanges(ctx: { access: Access; db: Database; realtime: Realtime }) {
  const { db, access, realtime } = ctx;

  /** `work` gets the grant that holds, and may only query. */
  return async function change<T>(
    request: ScopeChange,
    work: (grant: Grant) => Promise<T>,
  ): Promise<ScopeChanged<T>> {
    const { actor, permission, place } = request;
    let { grant } = request;
    for (let tries = 0; tries <= maxTries; tries += 1) {
      const result = await db.transaction<ScopeChanged<T> | typeof stale>(async () => {
        const now = await realtime.channel(place.scope, place.id).lock();
        if (now === null) throw problem('not_found');
        if (now !== grant.version) return stale;
        const known = request.once && (await usedBefore(realtime, actor, request.once));
        if (known) return { duplicate: true, ref: known.ref };
        return { duplicate: false, value: await work(grant) };
      });
      if (result !== stale) return result;
      grant = await access.require(actor, permission, { kind: place.scope, id: place.id });
    }
    throw problem('unavailable', `The ${place.scope} is changing too fast.`, { retryAfter: 1 });
  };
}

export type ChangeInScope = ReturnType<typeof createScopeChanges>;

/** Takes the client id for this change, or gives the receipt of the same one. Inside the transaction of the change. */
export async function usedBefore(
  { receipts }: Pick<Realtime, 'receipts'>,
  actor: Pick<Actor, 'id'>,
  { clientId, body, ref }: OnlyOnce,
): Promise<Receipt | null> {
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest().subarray(0, 16);
  const sameAs = (receipt: Receipt): Receipt => {
    if (!receipt.bodyHash.equals(bodyHash)) throw problem('idempotency_conflict');
    return receipt;
  };
  const known = await receipts.find(actor.id, clientId);
  if (known) return sameAs(known);
  if (await receipts.save({ actor: actor.id, clientId, bodyHash, ref, seq: null })) return null;
  // Another scope's write of this actor took it in the same moment and was committed before this one.
  const taken = await receipts.find(actor.id, clientId);
  if (!taken) throw problem('unavailable', 'The client id is being used.', { retryAfter: 1 });
  return sameAs(taken);
}
