import { createHash } from 'node:crypto';
import { icsLimits } from '../limits.js';
import { type Component, first } from './components.js';
import { unescapeText } from './text.js';

/**
 * What makes an event the same when it comes again. A file without UIDs gets them from its content, so that a second
 * import of it changes nothing; a UID that the index cannot hold is replaced by its hash.
 */
export function uidOf(event: Component): string {
  const uid = unescapeText(first(event, 'UID')?.value ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  if (uid === '')
    return `content-${hash(event.lines.map(({ name, value }) => `${name}:${value}`).join('\n'))}`;
  return Buffer.byteLength(uid) > icsLimits.uidBytes ? `long-${hash(uid)}` : uid;
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);
