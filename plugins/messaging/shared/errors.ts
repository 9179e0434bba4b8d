import type { ErrorCodeInfo } from '@teambrain/protocol';

/** Error codes of messaging. */
export const messagingErrorCodes = {
  message_reply_unknown: { status: 400, title: 'The message to answer is not in this room.' },
  message_deleted: { status: 409, title: 'The message has been deleted.' },
  message_mention_unknown: { status: 422, title: 'Somebody who is mentioned does not read this room.' },
  message_file_unknown: { status: 422, title: 'A file of the message is not there.' },
  message_reactions_full: { status: 422, title: 'The message has too many different reactions.' },
} as const satisfies Record<string, ErrorCodeInfo>;
