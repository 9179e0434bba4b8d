import { hash } from 'node:crypto';
import { type Actor, type Grant, newId, type PluginContext, problem } from '@teambrain/core';
import type { Message, SendMessage } from '../../shared/types.js';
import { parseMarkdown } from '../markdown/parse.js';
import { messageProblem } from '../problems.js';
import type { ReadingRepository } from '../reading/repository.js';
import { indexText } from '../search/words.js';
import { wellFormed } from '../text.js';
import { createSendBatcher, type Item } from './batch.js';
import { findMentioned } from './people.js';
import type { SendingRepository } from './repository.js';

export interface Sent {
  message: Message;
  /** The client id had been used with this body: nothing was written, this is the message as it is now. */
  duplicate: boolean;
}

/** Tries after the first: each means that rights moved, or that the same id was being written, in the same moment. */
const maxTries = 5;

export interface SendingDeps {
  ctx: Pick<PluginContext, 'access' | 'users' | 'realtime' | 'hooks' | 'events'>;
  repository: SendingRepository;
  reading: ReadingRepository;
  maxBatch: number;
}

/** Sending: parse, authorise by version, store in a batch, give the stored message back. */
export function createSending({ ctx, repository, reading, maxBatch }: SendingDeps) {
  const batcher = createSendBatcher(ctx.realtime, repository, {
    maxBatch,
    stored: (message) => ctx.events.emit('message.created', { message }),
  });

  async function prepare(actor: Actor, roomId: string, grant: Grant, input: SendMessage): Promise<Item> {
    const author = (await ctx.users.byIds([actor.id])).get(actor.id);
    if (!author) throw problem('forbidden', 'Only accounts with a profile can send messages.');
    if (input.files?.length) throw messageProblem('message_file_unknown');
    const text = wellFormed(input.text);
    const draft = await ctx.hooks.run('message.send', {
      roomId,
      authorId: actor.id,
      text,
      mentions: input.mentions ?? [],
      files: input.files ?? [],
      ...(input.replyTo ? { replyTo: input.replyTo } : {}),
    });
    const { people, unknown } = await findMentioned(ctx, roomId, draft.text, draft.mentions);
    if (unknown.length > 0)
      throw messageProblem('message_mention_unknown', undefined, {
        errors: unknown.map((id) => ({
          path: `/mentions/${draft.mentions.indexOf(id)}`,
          message: 'does not read this room',
        })),
      });
    const parsed = parseMarkdown(draft.text, people);
    const id = newId();
    return {
      author,
      tokens: parsed.tokens,
      row: {
        channel: `room:${roomId}`,
        rights: grant.version,
        type: 'message.created',
        actor: actor.id,
        ref: id,
        version: 1,
        clientId: input.clientId ?? null,
        id,
        roomId,
        authorId: actor.id,
        text: draft.text,
        tokens: parsed.json,
        replyTo: input.replyTo ?? null,
        mentions: [...new Set([...draft.mentions, ...parsed.mentions])],
        bodyHash: bodyHash(roomId, input),
        search: indexText(draft.text),
      },
    };
  }

  async function replay(actor: Actor, known: { id: string; bodyHash: Buffer }, hash: Buffer): Promise<Sent> {
    const stored = (await reading.byIds([known.id])).get(known.id);
    if (!stored) throw problem('not_found');
    if (!hash.equals(known.bodyHash)) {
      // The other body may lie in a room that the actor has left.
      const mayRead = await ctx.access.can(actor, 'messaging.read', { kind: 'room', id: stored.roomId });
      throw problem('idempotency_conflict', undefined, mayRead ? { current: stored } : {});
    }
    return { message: stored, duplicate: true };
  }

  return async function send(actor: Actor, roomId: string, grant: Grant, input: SendMessage): Promise<Sent> {
    const { clientId } = input;
    let item: Item;
    try {
      item = await prepare(actor, roomId, grant, input);
    } catch (error) {
      // What was stored once is given back even if it would be refused today.
      const known = clientId === undefined ? null : await reading.findByClientId(actor.id, clientId);
      if (known) return withClientId(await replay(actor, known, bodyHash(roomId, input)), clientId);
      throw error;
    }
    for (let tries = 0; tries <= maxTries; tries += 1) {
      const outcome = await batcher.add(item.row.channel, item);
      switch (outcome.kind) {
        case 'stored':
          return { message: outcome.message, duplicate: false };
        case 'known':
          return withClientId(await replay(actor, outcome, item.row.bodyHash), clientId);
        case 'replyUnknown':
          throw messageProblem('message_reply_unknown', undefined, {
            errors: [{ path: '/replyTo', message: 'is not a message of this room' }],
          });
        case 'stale': {
          const fresh = await ctx.access.require(actor, 'messaging.send', { kind: 'room', id: roomId });
          item = { ...item, row: { ...item.row, rights: fresh.version } };
        }
      }
    }
    throw problem('unavailable', 'The room is changing too fast.', { retryAfter: 1 });
  };
}

export type Send = ReturnType<typeof createSending>;

/** The answer to the sender carries the id that the sender knows it by. */
function withClientId(sent: Sent, clientId: string | undefined): Sent {
  return clientId === undefined ? sent : { ...sent, message: { ...sent.message, clientId } };
}

/** What makes two sends the same: 128 bits over everything the client said. */
function bodyHash(roomId: string, { text, replyTo, mentions, files }: SendMessage): Buffer {
  const said = [roomId.toLowerCase(), text, replyTo ?? null, mentions ?? [], files ?? []];
  return hash('sha256', JSON.stringify(said), 'buffer').subarray(0, 16);
}
