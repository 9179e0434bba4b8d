// The limit: `ws` and `pg` and nothing else. No auth, no rights, no limits, no log. RAW_MODE chooses how it works:
// `naive` inserts row by row and sends a string to each socket; `best` groups inserts, shares one frame over all
// sockets and joins the frames of a group into one write per socket.

import { createServer as createHttp } from 'node:http';
import type { Socket } from 'node:net';
import pg from 'pg';
import * as ws from 'ws';
import { type WebSocket, WebSocketServer } from 'ws';

/** Exported by `ws`, missing in its types: encodes a frame without a socket. */
const { Sender } = ws as unknown as {
  Sender: { frame(data: Buffer, options: object): Buffer[] };
};

const naive = process.env.RAW_MODE === 'naive';
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(
  'create table if not exists raw_messages (id bigserial primary key, room text, body text, at timestamptz default now())',
);
await pool.query('create index if not exists raw_messages_room on raw_messages (room, id)');

const rooms = new Map<string, Set<WebSocket>>();
const http = createHttp(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://raw');
  if (request.method === 'POST') {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { text } = JSON.parse(body) as { text: string };
    const { id, at } = await insert(url.searchParams.get('room') ?? 'r', text);
    response.setHeader('content-type', 'application/json');
    response.statusCode = 201;
    response.end(JSON.stringify({ id, text, at }));
    return;
  }
  const { rows } = await pool.query({
    name: 'page',
    text: `select coalesce(json_agg(m), '[]')::text as page from
      (select id, room, body, at from raw_messages where room = $1 and id < $2 order by id desc limit 50) m`,
    values: [url.searchParams.get('room') ?? 'r', url.searchParams.get('before') ?? Number.MAX_SAFE_INTEGER],
  });
  response.setHeader('content-type', 'application/json');
  response.end(rows[0].page);
});

interface Row {
  id: string;
  at: Date;
}
interface Waiting {
  room: string;
  text: string;
  resolve(row: Row): void;
}
let waiting: Waiting[] = [];
let busy = false;

function insert(room: string, text: string): Promise<Row> {
  if (naive) {
    const values = [room, text];
    return pool
      .query<Row>({
        name: 'one',
        text: 'insert into raw_messages (room, body) values ($1, $2) returning id, at',
        values,
      })
      .then(({ rows }) => rows[0] as Row);
  }
  return new Promise((resolve) => {
    waiting.push({ room, text, resolve });
    if (!busy) void drain();
  });
}

async function drain(): Promise<void> {
  busy = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    const { rows } = await pool.query<Row>({
      name: 'group',
      text: 'insert into raw_messages (room, body) select * from unnest($1::text[], $2::text[]) returning id, at',
      values: [group.map((g) => g.room), group.map((g) => g.text)],
    });
    for (const [i, g] of group.entries()) g.resolve(rows[i] as Row);
  }
  busy = false;
}

const frames = new Map<string, Buffer[]>();
function broadcast(room: string, payload: string): void {
  if (naive) {
    for (const socket of rooms.get(room) ?? []) socket.send(payload);
    return;
  }
  const frame = Buffer.concat(
    Sender.frame(Buffer.from(payload), {
      fin: true,
      rsv1: false,
      opcode: 1,
      mask: false,
      readOnly: false,
    }),
  );
  const pending = frames.get(room);
  if (pending) pending.push(frame);
  else {
    frames.set(room, [frame]);
    setImmediate(flush, room);
  }
}
function flush(room: string): void {
  const joined = Buffer.concat(frames.get(room) ?? []);
  frames.delete(room);
  for (const socket of rooms.get(room) ?? [])
    (socket as unknown as { _socket: Socket })._socket.write(joined);
}

const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on('connection', (socket, request) => {
  const room = new URL(request.url ?? '/', 'ws://raw').searchParams.get('room') ?? 'r';
  const members = rooms.get(room) ?? new Set();
  rooms.set(room, members.add(socket));
  socket.on('close', () => members.delete(socket));
  socket.on('message', async (data) => {
    const { id, text } = JSON.parse(String(data)) as { id: number; text: string };
    const row = await insert(room, text);
    broadcast(room, JSON.stringify({ type: 'message.created', id: row.id, text, at: row.at }));
    socket.send(JSON.stringify({ ok: id }));
  });
});
http.listen(Number(process.env.PORT), '127.0.0.1', () => console.log('READY'));
