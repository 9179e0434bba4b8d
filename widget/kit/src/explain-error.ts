import { errorMessages } from './error-messages.js';
import { type Catalog, type Texts, translate } from './messages.js';

interface ErrorLike {
  name?: string;
  status?: number;
  code?: string;
  details?: { detail?: string };
}
type Kind = keyof (typeof errorMessages)['messages'];

const kinds: Readonly<Record<number, Kind>> = {
  400: 'refused',
  401: 'signedOut',
  403: 'forbidden',
  404: 'gone',
  408: 'timeout',
  409: 'changed',
  410: 'gone',
  413: 'tooLarge',
  415: 'refused',
  422: 'refused',
  429: 'tooMany',
  504: 'timeout',
};

function kindOf({ name, status, code }: ErrorLike): Kind {
  if (code === 'plugin_disabled') return 'off';
  if (status) return kinds[status] ?? (status >= 500 ? 'server' : 'failed');
  if (name === 'TimeoutError') return 'timeout';
  // What `fetch` and `import()` throw without a network.
  return name === 'NetworkError' || name === 'TypeError' ? 'offline' : 'failed';
}

/** Answers that say more than their status. */
const specific = [400, 409, 422];

/**
 * What went wrong, in the reader's language: by its code where `own` has a text of that name, else by the kind of failure.
 * Servers speak English, so only readers of English get their sentences.
 */
export function explainError(texts: Texts, error: unknown, own?: Catalog): string {
  const failure = (error ?? {}) as ErrorLike;
  const { code = '', status = 0, details } = failure;
  if (own && Object.hasOwn(own.messages, code)) return translate(texts, own, code);
  if (details?.detail && specific.includes(status) && /^en\b/.test(texts.locale)) return details.detail;
  return translate(texts, errorMessages, kindOf(failure));
}
