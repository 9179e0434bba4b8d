import { defineMessages, explainError, type Texts } from '@teambrain/widget-kit';
import { chatMoreLocales } from './chat-more-locales.js';

/** What the server refuses of messages, by its code. */
const messageErrors = defineMessages(
  'messageErrors',
  {
    message_reply_unknown: 'The message to answer is not in this space.',
    message_deleted: 'The message has been deleted.',
    message_mention_unknown: 'Somebody who is mentioned cannot read this space.',
    message_file_unknown: 'A file of the message is not there any more.',
    message_reactions_full: 'This message has too many different reactions.',
  },
  chatMoreLocales,
);

/** Why something could not be done with a message, in the reader's language. */
export const explainMessageError = (texts: Texts, error: unknown): string =>
  explainError(texts, error, messageErrors);
