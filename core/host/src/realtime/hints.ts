import type { EndedReason } from '@teambrain/protocol';
import type { RightsVersion } from '../access/contract.js';
import type { Bus } from '../bus/contract.js';

/** An event on the bus; without `json` the receiver reads it from the log. */
export interface EventHint {
  seq: number;
  version: RightsVersion;
  json: string | null;
}

export type Hint =
  | { kind: 'events'; events: EventHint[] }
  | { kind: 'signal'; json: string }
  | { kind: 'ended'; reason: EndedReason; actorId: string | undefined };

/** PostgreSQL refuses notifications of 8,000 bytes; the rest is the carrier's envelope, which quotes the text again. */
const maxNotifyBytes = 7_000;

const topicOf = (channel: string) => `channel.${channel}`;
const rightsTopic = 'channel-rights';

/** Hints between instances: ready frames, one message per channel and turn. JSON never holds a raw line break. */
export function createHints(bus: Bus) {
  function publish(channel: string, kind: string, lines: readonly string[]): void {
    bus.publish(topicOf(channel), kind + lines.join('\n'));
  }

  return {
    /** Whether there may be other instances. */
    reach: bus.kind !== 'local',
    /** Whether somebody else hears them at present. */
    get heard() {
      return !bus.alone;
    },
    events(channel: string, events: readonly EventHint[]): void {
      if (bus.alone || events.length === 0) return;
      const lines = events.map(({ seq, version, json }) => `${seq} ${version} ${json ?? ''}`);
      if (bus.kind === 'redis') {
        publish(channel, 'e', lines);
        return;
      }
      let part: string[] = [];
      let size = 0;
      for (const [index, line] of lines.entries()) {
        const event = events[index] as EventHint;
        const bytes = Buffer.byteLength(JSON.stringify(line));
        const fits = bytes < maxNotifyBytes;
        if (part.length > 0 && size + bytes > maxNotifyBytes) {
          publish(channel, 'e', part);
          part = [];
          size = 0;
        }
        part.push(fits ? line : `${event.seq} ${event.version} `);
        size += fits ? bytes : 40;
      }
      publish(channel, 'e', part);
    },
    signal(channel: string, json: string): void {
      if (!bus.alone) publish(channel, 's', [json]);
    },
    ended(channel: string, reason: EndedReason, actorId?: string): void {
      if (!bus.alone) publish(channel, 'x', [JSON.stringify({ reason, actorId })]);
    },
    /** Tells every instance that rights below this channel moved, by the event of this number. */
    rights(channel: string, seq: number): void {
      if (!bus.alone) bus.publish(rightsTopic, `${seq} ${channel}`);
    },
    onRights: (handler: (channel: string, seq: number) => void) =>
      bus.subscribe(rightsTopic, (payload) => {
        const text = payload.toString();
        const space = text.indexOf(' ');
        handler(text.slice(space + 1), Number(text.slice(0, space)));
      }),
    listen: (channel: string, handler: (hint: Hint) => void) =>
      bus.subscribe(topicOf(channel), (payload) => {
        const hint = parseHint(payload.toString());
        if (hint) handler(hint);
      }),
  };
}

export type Hints = ReturnType<typeof createHints>;

/** Null for what this version does not understand: another version may run beside it. */
export function parseHint(text: string): Hint | null {
  const body = text.slice(1);
  if (text[0] === 's') return { kind: 'signal', json: body };
  if (text[0] === 'x') {
    const { reason, actorId } = JSON.parse(body) as { reason: EndedReason; actorId?: string };
    return { kind: 'ended', reason, actorId };
  }
  if (text[0] !== 'e') return null;
  const events = body.split('\n').map((line) => {
    const first = line.indexOf(' ');
    const second = line.indexOf(' ', first + 1);
    const json = line.slice(second + 1);
    return {
      seq: Number(line.slice(0, first)),
      version: line.slice(first + 1, second),
      json: json === '' ? null : json,
    };
  });
  return { kind: 'events', events };
}
