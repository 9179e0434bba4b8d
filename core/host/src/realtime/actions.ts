import type { DoFrame } from '@teambrain/protocol';
import type { FastifyBaseLogger } from 'fastify';
import { refusal } from '../access/access.js';
import type { Access, Grant } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import { databaseCode } from '../database/errors.js';
import { isVisitor, type Visitors } from '../embedding/visitors.js';
import type { Limits } from '../limits/contract.js';
import type { Operation } from '../plugins/operation.js';
import { problem } from '../transport/problem-error.js';
import { toProblem } from '../transport/to-problem.js';
import { isOpen } from './connection.js';
import type { ActionResult, ChannelAction } from './contract.js';
import { fieldErrors } from './field-errors.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import type { Registry } from './registry.js';
import { encoded } from './wire.js';

export interface ActionDeps {
  access: Access;
  limits: Limits;
  registry: Registry;
  outbox: Outbox;
  visitors: Visitors;
  log: Pick<FastifyBaseLogger, 'error'>;
}

/** Waits before an action is asked again whose outcome the database did not tell, in milliseconds. */
const retryDelays = [200, 600, 1_500];

/**
 * Actions by `do`: the same operation, and with it the same limit, right and check, as the route of that id. `ok` is
 * sent after COMMIT. `err` means definitely not stored; where that is not known the frame stays unanswered and the
 * client sends it again under the same `clientId`.
 */
export function createActions({ access, limits, registry, outbox, visitors, log }: ActionDeps) {
  async function decide(
    actor: Actor,
    operation: Operation,
    frame: DoFrame,
    channelId: string,
  ): Promise<Grant> {
    const open: Grant = { role: null, visible: true, version: '' };
    if (operation.permission === 'public') return open;
    const target = targetOf(operation, frame, channelId);
    const options = operation.verifiesRights ? { fresh: false } : undefined;
    const decision = await access.decide(actor, operation.permission, target, options);
    if (decision.outcome !== 'allow') throw refusal(decision.outcome);
    return decision.grant;
  }

  /** Everything before the handler. Frames of one socket pass it one after the other, so that they start in order. */
  async function prepare(connection: Connection, frame: DoFrame) {
    const action = registry.action(frame.action);
    if (!action) throw problem('not_found', 'There is no such action.');
    const { definition, check } = action;
    const actor = connection.actor as Actor;
    const { operation } = definition;
    const channel = registry.parse(frame.channel);
    if (!channel || channel.kind.kind !== definition.channel)
      throw problem('bad_request', `The action is sent on a channel of kind "${definition.channel}".`);
    if (isVisitor(actor)) await visitors.act(actor, operation);
    if (operation.limit?.bucket !== 'none') {
      const taken = limits.take(actor.id, operation.id, operation.limit);
      const state = taken instanceof Promise ? await taken : taken;
      if (!state.allowed)
        throw problem('rate_limited', `Too many requests; try again in ${state.reset} s.`, {
          retryAfter: state.reset,
        });
    }
    const data = frame.data ?? {};
    if (!check(data)) throw problem('validation_failed', undefined, { errors: fieldErrors(check.errors) });
    const grant = await decide(actor, operation, { ...frame, data }, channel.id);
    const { clientId } = frame;
    return {
      definition,
      call: { actor, channel: frame.channel, id: channel.id, data, grant, ...(clientId ? { clientId } : {}) },
    };
  }

  async function perform(
    definition: ChannelAction,
    call: Parameters<ChannelAction['handler']>[0],
  ): Promise<ActionResult> {
    for (const delay of retryDelays) {
      try {
        return await definition.handler(call);
      } catch (error) {
        // With a client id, asking again is safe and tells what became of the first try.
        if (!isUnknown(error) || call.clientId === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
    return definition.handler(call);
  }

  return {
    /** Never rejects. */
    async run(connection: Connection, frame: DoFrame): Promise<void> {
      const { id } = frame;
      try {
        const before = connection.gate;
        const prepared = before
          ? before.then(
              () => prepare(connection, frame),
              () => prepare(connection, frame),
            )
          : prepare(connection, frame);
        connection.gate = prepared;
        let ready: Awaited<typeof prepared>;
        try {
          ready = await prepared;
        } finally {
          if (connection.gate === prepared) connection.gate = null;
        }
        const { data, seq, duplicate } = await perform(ready.definition, ready.call);
        if (isOpen(connection))
          outbox.send(connection, encoded({ op: 'ok', id, data, seq, ...(duplicate ? { duplicate } : {}) }));
      } catch (thrown) {
        const { error, unexpected } = toProblem(thrown);
        if (unexpected) log.error({ err: thrown, action: frame.action }, 'an action failed');
        if (isUnknown(thrown)) return;
        const { retryAfter, errors, current, members } = error.extra;
        outbox.send(
          connection,
          encoded({
            ...members,
            op: 'err',
            id,
            code: error.code,
            status: error.status,
            message: error.message,
            retryAfter,
            errors,
            current,
          }),
        );
      }
    },
  };
}

export type Actions = ReturnType<typeof createActions>;

function targetOf(operation: Operation, frame: DoFrame, channelId: string) {
  const { resource } = operation;
  if (resource === undefined) return undefined;
  if (frame.channel.startsWith(`${resource}:`)) return { kind: resource, id: channelId };
  const id = (frame.data as Record<string, unknown>)[`${resource}Id`];
  if (typeof id !== 'string') throw problem('validation_failed', `"${resource}Id" is missing.`);
  return { kind: resource, id };
}

const lost = /Connection terminated|Query read timeout|connection error|read ECONNRESET|write EPIPE/;

/** The connection broke while a statement was on its way: it may have been committed. */
function isUnknown(thrown: unknown): boolean {
  const cause = (thrown as { cause?: unknown } | null)?.cause ?? thrown;
  const code = databaseCode(cause);
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === '57P01' || code === '57P02') return true;
  return cause instanceof Error && lost.test(cause.message);
}
