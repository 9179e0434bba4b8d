/** What one run's clients did, were told and saw, in the order it happened to each of them. */
export type Entry =
  | { kind: 'invoke'; clientId: string; room: string; text: string; sender: string }
  | { kind: 'ok'; clientId: string; seq: number; duplicate: boolean }
  | { kind: 'fail'; clientId: string; code: string }
  | { kind: 'info'; clientId: string }
  | {
      kind: 'recv';
      peer: string;
      room: string;
      seq: number;
      type: string;
      clientId?: string;
      ref?: string;
      text?: string;
    }
  | { kind: 'live' | 'reset' | 'ended' | 'closed'; peer: string; room?: string; seq?: number };

export type Stamped = Entry & { at: number };

export interface History {
  entries: Stamped[];
  add(entry: Entry): void;
  of<K extends Entry['kind']>(kind: K): (Extract<Entry, { kind: K }> & { at: number })[];
}

export function createHistory(): History {
  const entries: Stamped[] = [];
  return {
    entries,
    add: (entry) => void entries.push({ ...entry, at: performance.now() }),
    of: (kind) => entries.filter((entry) => entry.kind === kind) as never,
  };
}
