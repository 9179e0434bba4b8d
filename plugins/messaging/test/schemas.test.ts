import type { Static } from 'typebox';
import { expectTypeOf, it } from 'vitest';
import type {
  editMessageSchema,
  messageHitSchema,
  messageRevisionSchema,
  messageSchema,
  messageWindowSchema,
  reactionSummarySchema,
  sendMessageSchema,
} from '../shared/schemas.js';
import type {
  EditMessage,
  Message,
  MessageHit,
  MessageRevision,
  MessageWindow,
  ReactionSummary,
  SendMessage,
} from '../shared/types.js';

it('schemas say the same as the types of the wire', () => {
  expectTypeOf<Static<typeof messageSchema>>().toEqualTypeOf<Message>();
  expectTypeOf<Static<typeof messageWindowSchema>>().toEqualTypeOf<MessageWindow>();
  expectTypeOf<Static<typeof messageRevisionSchema>>().toEqualTypeOf<MessageRevision>();
  expectTypeOf<Static<typeof messageHitSchema>>().toEqualTypeOf<MessageHit>();
  expectTypeOf<Static<typeof reactionSummarySchema>>().toEqualTypeOf<ReactionSummary>();
  expectTypeOf<Static<typeof sendMessageSchema>>().toEqualTypeOf<SendMessage>();
  expectTypeOf<Static<typeof editMessageSchema>>().toEqualTypeOf<EditMessage>();
});
