import type { EventFrame, Json } from '@teambrain/protocol';

interface Entry {
  type: string;
  actor: string | null;
  at: string;
  clientId?: string;
  /** The data as it is now: replay shows the present state. */
  render(): unknown;
}
interface Channel {
  entries: Entry[];
  /** Events up to this number are forgotten. */
  trimmed: number;
}

/** Events of all channels, numbered without gaps. */
export function createLog(onEvent: (frame: EventFrame) => void) {
  const channels = new Map<string, Channel>();
  const of = (name: string) => {
    const found = channels.get(name) ?? { entries: [], trimmed: 0 };
    channels.set(name, found);
    return found;
  };
  const frame = (channel: string, entry: Entry, seq: number, replay: boolean): EventFrame => ({
    op: 'event',
    channel,
    seq,
    type: entry.type,
    actor: entry.actor,
    at: entry.at,
    // A copy, as after a journey over the wire: nobody shares objects with the server.
    data: structuredClone(entry.render()) as Json,
    ...(entry.clientId && !replay && { clientId: entry.clientId }),
  });
  return {
    head: (channel: string) => of(channel).entries.length,
    append(
      channel: string,
      event: { type: string; actor?: string | null; clientId?: string; render(seq: number): unknown },
    ): number {
      const { entries } = of(channel);
      const seq = entries.length + 1;
      const entry: Entry = {
        type: event.type,
        actor: event.actor ?? null,
        at: new Date().toISOString(),
        clientId: event.clientId,
        render: () => event.render(seq),
      };
      entries.push(entry);
      onEvent(frame(channel, entry, seq, false));
      return seq;
    },
    /** Events above `after`; null when they are no longer all there. */
    since(channel: string, after: number): EventFrame[] | null {
      const { entries, trimmed } = of(channel);
      if (after < trimmed || after > entries.length) return null;
      return entries.slice(after).map((entry, index) => frame(channel, entry, after + index + 1, true));
    },
    trim(channel: string) {
      of(channel).trimmed = of(channel).entries.length;
    },
  };
}
export type Log = ReturnType<typeof createLog>;
