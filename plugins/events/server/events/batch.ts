import { newId, type PluginContext, ProblemError, problem, usedBefore } from '@teambrain/core';
import type { BatchOperation, BatchResult } from '../../shared/types.js';
import { cancelIn, overrideIn } from '../occurrences/overriding.js';
import { changeFollowingIn, removeFollowingIn } from '../occurrences/splitting.js';
import { eventsPermissions } from '../permissions.js';
import type { ChangeSet, Request } from './change-set.js';
import { FlushError } from './flushing.js';
import type { EventRepository } from './repository.js';
import { createIn, removeIn, updateIn } from './service.js';
import type { Writing } from './writing.js';

export interface BatchDeps {
  ctx: Pick<PluginContext, 'realtime'>;
  writing: Writing;
  repository: Pick<EventRepository, 'find'>;
}

const creators: readonly string[] =
  eventsPermissions.find(({ name }) => name === 'events.create')?.roles ?? [];

/** Up to 50 operations in the order given, all of them or none; each sees what those before it did. */
export function createBatch({ ctx, writing, repository }: BatchDeps) {
  /** Gives the id of the event that the operation left behind. */
  async function perform(set: ChangeSet, operation: BatchOperation): Promise<string> {
    switch (operation.op) {
      case 'create':
        return create(set, operation.data);
      case 'update':
        return updateIn(set, idOf(operation), operation.data).event.id;
      case 'delete':
        removeIn(set, idOf(operation), operation.baseVersion);
        return idOf(operation);
      case 'update_occurrence': {
        const change = operation.scope === 'following' ? changeFollowingIn : overrideIn;
        return change(set, idOf(operation), operation.originalStart, operation.data).record.event.id;
      }
      case 'delete_occurrence': {
        const remove = operation.scope === 'following' ? removeFollowingIn : cancelIn;
        remove(set, idOf(operation), operation.originalStart);
        return idOf(operation);
      }
    }
  }

  async function create(
    set: ChangeSet,
    { clientId, ...input }: Extract<BatchOperation, { op: 'create' }>['data'],
  ): Promise<string> {
    const { actor, grant, roomId } = set.request;
    if (grant.role === null || !creators.includes(grant.role)) throw problem('forbidden');
    const id = newId();
    const once = { clientId: clientId ?? '', body: ['event', roomId, input], ref: id };
    const known = clientId === undefined ? null : await usedBefore(ctx.realtime, actor, once);
    if (known?.ref) return known.ref;
    return createIn(set, input, id).event.id;
  }

  return async function batch(request: Request, operations: readonly BatchOperation[]): Promise<BatchResult> {
    const eventIds = operations.flatMap((operation) => (operation.op === 'create' ? [] : [idOf(operation)]));
    let current = 0;
    try {
      const done = await writing.write(request, { permission: 'events.edit', eventIds }, async (set) => {
        const ids: string[] = [];
        for (const [index, operation] of operations.entries()) {
          current = index;
          set.begin(index);
          ids.push(await perform(set, operation));
        }
        return ids;
      });
      if (done.duplicate) throw new Error('a batch without a client id was taken for a repeated one');
      const { set, value: ids } = done.value;
      const untouched = await repository.find(ids.filter((id) => !set.entries.has(id)));
      const records = [...set.entries.values()].flatMap(({ now }) => now ?? []);
      const events = await writing.allWritten(done.value, [...records, ...untouched.values()]);
      return {
        results: operations.map(({ op }, index) => {
          const eventId = ids[index] as string;
          const event = op === 'delete' ? undefined : events.get(eventId);
          return { op, eventId, ...(event ? { event } : {}) };
        }),
      };
    } catch (thrown) {
      const index = thrown instanceof FlushError ? thrown.operation : current;
      throw await refusal(request, operations, index, thrown);
    }
  };

  async function refusal(
    request: Request,
    operations: readonly BatchOperation[],
    index: number,
    thrown: unknown,
  ): Promise<unknown> {
    const operation = operations[index];
    const eventId = !operation || operation.op === 'create' ? null : idOf(operation);
    const error = await writing.refusalOf(request, eventId, thrown);
    if (!(error instanceof ProblemError) || error.code === 'unavailable') return error;
    const { code, status, title, message, extra } = error;
    const at = `/operations/${index}`;
    const errors = extra.errors?.map((each) => ({ ...each, path: `${at}/data${each.path}` }));
    return new ProblemError(code, { status, title }, message, {
      ...extra,
      errors: errors ?? [{ path: at, message }],
      members: { ...extra.members, index },
    });
  }
}

export type Batch = ReturnType<typeof createBatch>;

const idOf = ({ eventId }: Exclude<BatchOperation, { op: 'create' }>): string => eventId.toLowerCase();
