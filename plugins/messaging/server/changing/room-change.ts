import { createHash } from 'node:crypto';
import { type Actor, type Grant, type PluginContext, problem } from '@teambrain/core';
import type { Place } from '../reading/repository.js';
import type { ChangingRepository } from './repository.js';

/** A change that somebody asked for, and under which rights. */
export interface ChangeRequest {
  actor: Actor;
  grant: Grant;
  /** The right that the grant stands for. */
  permission: string;
  messageId: string;
  place: Place;
  /** Makes the change happen once, with everything that was asked for. */
  once?: { clientId: string; body: unknown } | undefined;
}

export interface Changed {
  /** The client id had been used for the same change; nothing was written. */
  duplicate: boolean;
}

const stale = Symbol('rights have moved');
const maxTries = 5;

/** Runs changes of a room's messages: under the lock of the room, with the rights that hold there, once per client id. */
export function createRoomChanges(
  ctx: Pick<PluginContext, 'access' | 'db' | 'realtime'>,
  repository: Pick<ChangingRepository, 'lockRoom'>,
) {
  const { db, access, realtime } = ctx;

  async function isRepeated({ actor, messageId, once }: ChangeRequest): Promise<boolean> {
    if (!once) return false;
    const bodyHash = createHash('sha256')
      .update(JSON.stringify([messageId, once.body]))
      .digest()
      .subarray(0, 16);
    const known = await realtime.receipts.find(actor.id, once.clientId);
    if (known && !known.bodyHash.equals(bodyHash)) throw problem('idempotency_conflict');
    if (known) return true;
    await realtime.receipts.save({
      actor: actor.id,
      clientId: once.clientId,
      bodyHash,
      ref: messageId,
      seq: null,
    });
    return false;
  }

  /** `work` may only query; whatever has to be looked up elsewhere is looked up before. */
  return async function change(request: ChangeRequest, work: () => Promise<void>): Promise<Changed> {
    let rights = request.grant.version;
    for (let tries = 0; tries <= maxTries; tries += 1) {
      const result = await db.transaction(async () => {
        const now = await repository.lockRoom(request.place.roomId);
        if (now === null) throw problem('not_found');
        if (now !== rights) return stale;
        if (await isRepeated(request)) return { duplicate: true };
        await work();
        return { duplicate: false };
      });
      if (result !== stale) return result;
      const target = { kind: 'room', id: request.place.roomId };
      rights = (await access.require(request.actor, request.permission, target)).version;
    }
    throw problem('unavailable', 'The room is changing too fast.', { retryAfter: 1 });
  };
}

export type ChangeRoom = ReturnType<typeof createRoomChanges>;
