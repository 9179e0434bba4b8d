// The peer: Fastify, socket.io and pg, as a careful team would write it in an afternoon. No auth, no rights, no limits.
import { createAdapter } from '@socket.io/redis-adapter';
import Fastify from 'fastify';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Server } from 'socket.io';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(
  'create table if not exists io_messages (id bigserial primary key, room text, body text, at timestamptz default now())',
);
await pool.query('create index if not exists io_messages_room on io_messages (room, id)');

const insert = async (room: string, text: string) => {
  const statement = 'insert into io_messages (room, body) values ($1, $2) returning id, at';
  const { rows } = await pool.query({ name: 'one', text: statement, values: [room, text] });
  return { id: rows[0].id as string, text, at: rows[0].at as Date };
};

const app = Fastify();
app.post<{ Querystring: { room?: string }; Body: { text: string } }>('/messages', async (request, reply) => {
  reply.code(201);
  return insert(request.query.room ?? 'r', request.body.text);
});
app.get<{ Querystring: { room?: string; before?: string } }>('/messages', async (request) => {
  const { room = 'r', before = Number.MAX_SAFE_INTEGER } = request.query;
  const statement =
    'select id, room, body, at from io_messages where room = $1 and id < $2 order by id desc limit 50';
  const { rows } = await pool.query({ name: 'page', text: statement, values: [room, before] });
  return { items: rows };
});

const io = new Server(app.server, { transports: ['websocket'], perMessageDeflate: false });
if (process.env.REDIS_URL) {
  const redis = new Redis(process.env.REDIS_URL);
  io.adapter(createAdapter(redis, redis.duplicate()));
}
io.on('connection', (socket) => {
  const room = String(socket.handshake.query.room ?? 'r');
  void socket.join(room);
  socket.on('send', async (text: string, ack: (row: unknown) => void) => {
    const message = await insert(room, text);
    io.to(room).emit('message.created', message);
    ack({ id: message.id });
  });
});
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
console.log('READY');
