import type { History } from './history.js';

/** What the checker asks of a database: a `pg` client and PGlite both are one. */
export interface Reader {
  query<Row extends object>(sql: string, params: unknown[]): Promise<{ rows: Row[] }>;
}

export interface Verdict {
  /** Broken invariants, each as a sentence. Empty when all hold. */
  faults: string[];
  messages: number;
  acknowledged: number;
  received: number;
}

export interface Judged {
  database: Reader;
  history: History;
  rooms: readonly string[];
  /** Peers that stayed members to the end and must have everything since they first went live. */
  complete: readonly string[];
  /** Peers that were removed: room and the seq of the removal. */
  removed?: readonly { peer: string; room: string; seq: number }[];
}

interface Row {
  id: string;
  room_id: string;
  seq: number;
  client_id: string | null;
  text: string;
}

/**
 * Reads the database and judges a run: every acknowledgement is stored with its seq and text, nothing refused is,
 * client ids are unique, each peer saw each room in one rising order without a gap and nothing that is not in the log,
 * nobody saw anything past their removal, and the log itself has no hole.
 */
export async function judge(run: Judged): Promise<Verdict> {
  const messages = await run.database.query<Row>(
    'select id, room_id, seq::int as seq, client_id::text as client_id, text from messages where room_id = any($1::uuid[])',
    [run.rooms],
  );
  const logs = await run.database.query<{ channel: string; seqs: number[]; head: number }>(
    `select h.channel, h.last_seq::int as head, coalesce(array_agg(e.seq::int order by e.seq) filter (where e.seq is not null), '{}') as seqs
     from channel_heads h left join channel_events e on e.channel = h.channel
     where h.channel = any($1) group by h.channel, h.last_seq`,
    [run.rooms.map((room) => `room:${room}`)],
  );
  const faults = [
    ...durability(run.history, messages.rows),
    ...log(logs.rows),
    ...run.rooms.flatMap((room) => {
      const channel = logs.rows.find((row) => row.channel === `room:${room}`);
      return channel ? order(run, room, channel.seqs) : [`room ${room} has no head`];
    }),
    ...authority(run),
  ];
  return {
    faults,
    messages: messages.rows.length,
    acknowledged: new Set(run.history.of('ok').map((entry) => entry.clientId)).size,
    received: run.history.of('recv').length,
  };
}

function durability(history: History, rows: readonly Row[]): string[] {
  const faults: string[] = [];
  const byClientId = new Map<string, Row>();
  for (const row of rows) {
    if (row.client_id === null) continue;
    if (byClientId.has(row.client_id)) faults.push(`client id ${row.client_id} is stored twice`);
    byClientId.set(row.client_id, row);
  }
  const invoked = new Map(history.of('invoke').map((entry) => [entry.clientId, entry]));
  for (const { clientId, seq } of history.of('ok')) {
    const row = byClientId.get(clientId);
    if (!row) faults.push(`${clientId} was acknowledged and is not stored`);
    else if (row.seq !== seq)
      faults.push(`${clientId} was acknowledged as ${seq} and is stored as ${row.seq}`);
    else if (row.text !== invoked.get(clientId)?.text) faults.push(`${clientId} is stored with another text`);
  }
  for (const { clientId } of history.of('fail')) {
    if (byClientId.has(clientId)) faults.push(`${clientId} was refused and is stored`);
  }
  for (const clientId of byClientId.keys()) {
    if (!invoked.has(clientId)) faults.push(`${clientId} is stored and nobody sent it`);
  }
  return faults;
}

function log(rows: readonly { channel: string; seqs: number[]; head: number }[]): string[] {
  return rows
    .filter(({ seqs, head }) => seqs.length !== head || seqs.at(-1) !== (head === 0 ? undefined : head))
    .map(
      ({ channel, seqs, head }) =>
        `${channel} has ${seqs.length} entries up to ${seqs.at(-1)} under head ${head}`,
    );
}

function order(run: Judged, room: string, seqs: readonly number[]): string[] {
  const faults: string[] = [];
  const stored = new Set(seqs);
  const peers = new Map<string, { seqs: number[]; from: number }>();
  for (const entry of run.history.entries) {
    if (!('peer' in entry) || entry.room !== room) continue;
    const state = peers.get(entry.peer);
    if (entry.kind === 'live' && !state) peers.set(entry.peer, { seqs: [], from: entry.seq as number });
    // After a reset the client loads a snapshot; what it must have begins anew.
    else if (entry.kind === 'reset') peers.delete(entry.peer);
    else if (entry.kind === 'recv' && state) state.seqs.push(entry.seq);
    else if (entry.kind === 'recv') peers.set(entry.peer, { seqs: [entry.seq], from: entry.seq - 1 });
  }
  for (const [peer, { seqs: got, from }] of peers) {
    const ghosts = got.filter((seq) => !stored.has(seq));
    if (ghosts.length > 0)
      faults.push(`${peer} saw ${ghosts.length} events of ${room} that are not in the log`);
    // Raw duplicates may come right after a resume; what is new must rise.
    let highest = 0;
    for (const seq of got) {
      if (seq > highest + 1 && highest > 0) faults.push(`${peer} saw ${seq} after ${highest} in ${room}`);
      highest = Math.max(highest, seq);
    }
    if (!run.complete.includes(peer)) continue;
    const has = new Set(got);
    const missing = seqs.filter((seq) => seq > from && !has.has(seq));
    if (missing.length > 0)
      faults.push(`${peer} lacks ${missing.length} events of ${room}, the first ${missing[0]}`);
  }
  return faults.slice(0, 20);
}

function authority(run: Judged): string[] {
  return (run.removed ?? []).flatMap(({ peer, room, seq }) => {
    const late = run.history.of('recv').filter((e) => e.peer === peer && e.room === room && e.seq > seq);
    return late.length === 0
      ? []
      : [`${peer} received ${late.length} events of ${room} after its removal at ${seq}`];
  });
}
