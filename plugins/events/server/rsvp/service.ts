import { type PluginContext, problem, type Users } from '@teambrain/core';
import type { Rsvp, RsvpStatus } from '../../shared/types.js';
import type { ChangeSet, Request } from '../events/change-set.js';
import { checkTimes } from '../events/times.js';
import type { Writing } from '../events/writing.js';
import { instanceNamed } from '../occurrences/naming.js';
import { isRecurring, originalStartOf } from '../occurrences/views.js';
import type { EventCache } from '../range/event-cache.js';
import type { AnswerRepository } from './repository.js';

export interface RsvpInput {
  status: RsvpStatus;
  originalStart?: string;
}

export interface RsvpDeps {
  ctx: Pick<PluginContext, 'db' | 'realtime'> & { users: Pick<Users, 'byIds'> };
  writing: Writing;
  answers: AnswerRepository;
  cache: EventCache;
}

/** Answers that take part: who gives one without being invited becomes an attendee. */
const joining: readonly RsvpStatus[] = ['accepted', 'tentative'];

/** Answering an invitation, for the whole series or one instance. Whoever reads the room may answer. */
export function createRsvp({ ctx, writing, answers, cache }: RsvpDeps) {
  async function answerIn(set: ChangeSet, eventId: string, input: RsvpInput) {
    const { actor, roomId, clientId } = set.request;
    const { event } = set.take(eventId, 'viewer');
    const named =
      input.originalStart === undefined
        ? null
        : instanceNamed(checkTimes(event).series, event.allDay, input.originalStart);
    // Of an event that does not recur its one instance is the whole.
    const instance = isRecurring(event) ? named : null;
    if (joining.includes(input.status) && !event.attendees.includes(actor.id)) set.join(eventId);
    await answers.set(eventId, actor.id, instance?.original ?? '', input.status);
    ctx.db.afterCommit(() => cache.forgetAnswers(roomId, eventId, actor.id));
    ctx.realtime.channel('room', roomId).append({
      type: 'event.rsvp',
      actor: actor.id,
      ref: eventId,
      ...(instance ? { facts: { original: instance.original } } : {}),
      ...(clientId === undefined ? {} : { clientId }),
    });
    return instance
      ? originalStartOf(event, { original: instance.original, originalInstant: instance.start })
      : undefined;
  }

  return async function answer(
    request: Request,
    eventId: string,
    input: RsvpInput,
  ): Promise<{ rsvp: Rsvp; duplicate: boolean }> {
    const { actor, clientId } = request;
    const user = (await ctx.users.byIds([actor.id])).get(actor.id);
    if (!user) throw problem('forbidden', 'Only accounts with a profile can answer.');
    const once =
      clientId === undefined ? undefined : { clientId, body: [eventId, 'rsvp', input], ref: eventId };
    return writing.about(request, null, async () => {
      const options = { permission: 'events.rsvp', eventIds: [eventId], once } as const;
      const done = await writing.write(request, options, (set) => answerIn(set, eventId, input));
      const originalStart = done.duplicate ? input.originalStart : done.value.value;
      const rsvp = { eventId, user, status: input.status };
      return {
        rsvp: originalStart === undefined ? rsvp : { ...rsvp, originalStart },
        duplicate: done.duplicate,
      };
    });
  };
}

export type AnswerInvitation = ReturnType<typeof createRsvp>;
