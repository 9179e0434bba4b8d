import { createReadStream } from 'node:fs';
import { maxTextChars } from '@teambrain/plugin-messaging/schemas';
import type { Skipped, SkipReason } from './report.js';

/** A message as it stands in a file. */
export interface SourceMessage {
  id: string;
  room: string;
  at: Date;
  user: string;
  text: string;
  replyTo?: string;
}

/** Longest line, in bytes: a text of the greatest length, escaped, and its fields. */
const maxLine = 8 * maxTextChars;
const maxId = 256;
const maxName = 200;
/** Latest time that is believed: a clock in the source that ran a day ahead. */
const slackMs = 24 * 60 * 60 * 1000;

export type ReadLine = { message: SourceMessage; line: number } | { skipped: Skipped };

/** Reads JSON lines; a line that cannot be carried over comes back with its number and the reason. */
export async function* readChatLines(file: string): AsyncGenerator<ReadLine> {
  let line = 0;
  for await (const bytes of linesOf(file)) {
    line += 1;
    if (bytes === null) {
      yield { skipped: { file, line, reason: 'line_too_long' } };
      continue;
    }
    const text = bytes
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trim();
    if (text === '') continue;
    const read = readMessage(text);
    if ('reason' in read)
      yield {
        skipped: { file, line, reason: read.reason, ...(read.id === undefined ? {} : { id: read.id }) },
      };
    else yield { message: read, line };
  }
}

/** Lines of a file, null for one that is too long: a file without newlines must not fill the memory. */
async function* linesOf(file: string): AsyncGenerator<Buffer | null> {
  let rest: Buffer[] = [];
  let size = 0;
  const take = () => {
    const line = size > maxLine ? null : Buffer.concat(rest);
    rest = [];
    size = 0;
    return line;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      size += end - start;
      if (size <= maxLine) rest.push(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    size += chunk.length - start;
    if (size <= maxLine) rest.push(chunk.subarray(start));
    else rest = [];
  }
  if (size > 0) yield take();
}

function readMessage(line: string): SourceMessage | { reason: SkipReason; id?: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reason: 'not_json' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { reason: 'not_json' };
  const { id, room, at, user, text, replyTo } = value as Record<string, unknown>;
  if (typeof id !== 'string') return { reason: 'field_missing' };
  const refuse = (reason: SkipReason) => ({ reason, id: id.slice(0, maxId) });
  if (id === '' || id.length > maxId || id.includes('\0')) return refuse('id_invalid');
  for (const field of [room, at, user, text]) if (typeof field !== 'string') return refuse('field_missing');
  if (!isName(room as string)) return refuse('room_name_invalid');
  if (!isName(user as string)) return refuse('author_name_invalid');
  const time = timeOf(at as string);
  if (time === null) return refuse('time_invalid');
  if ((text as string).trim() === '') return refuse('text_empty');
  if ([...(text as string)].length > maxTextChars) return refuse('text_too_long');
  if ((text as string).includes('\0')) return refuse('text_invalid');
  return {
    id,
    room: (room as string).trim(),
    at: time,
    user: user as string,
    text: text as string,
    ...(typeof replyTo === 'string' && replyTo !== '' ? { replyTo } : {}),
  };
}

function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= maxName && !/\p{Cc}/u.test(text);
}

function timeOf(text: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(text)) return null;
  const time = new Date(text);
  const ms = time.getTime();
  return Number.isFinite(ms) && ms >= 0 && ms <= Date.now() + slackMs ? time : null;
}
