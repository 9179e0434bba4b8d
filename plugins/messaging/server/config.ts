import Type, { type Static } from 'typebox';

export const messagingConfig = Type.Object(
  {
    maxBatch: Type.Integer({
      default: 200,
      minimum: 1,
      maximum: 1000,
      description: 'Messages that one statement writes at most, over all rooms.',
    }),
    maxReactionKinds: Type.Integer({
      default: 50,
      minimum: 1,
      maximum: 500,
      description: 'Different emoji that one message may carry.',
    }),
    maxPins: Type.Integer({
      default: 100,
      minimum: 1,
      maximum: 100,
      description: 'Pinned messages that a room lists.',
    }),
  },
  { additionalProperties: false },
);

export type MessagingConfig = Static<typeof messagingConfig>;
