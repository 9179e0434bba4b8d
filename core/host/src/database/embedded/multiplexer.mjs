/**
 * Shares the one session of the embedded engine between many `pg` connections.
 *
 * The session is pinned to a connection from its first message until the engine answers ReadyForQuery with status
 * 'I' (idle): so neither the unnamed prepared statement nor an open transaction of one connection meets the messages
 * of another. Whoever is pinned and says nothing for `idleInTransactionMs` loses its transaction, like
 * `idle_in_transaction_session_timeout` does on a server, because everybody else waits for it.
 *
 * @typedef {{ exec(message: Uint8Array): Promise<Uint8Array> }} Session
 */

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const Z = 0x5a;
const IDLE = 0x49;

/** @param {string} type @param {Buffer} body */
function message(type, body) {
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** @param {string} name @param {string} value */
const parameter = (name, value) => message('S', Buffer.from(`${name}\0${value}\0`));

const int32 = (/** @type {number} */ value) => {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(value);
  return buffer;
};

/** @param {string} code @param {string} text */
function failure(code, text) {
  return message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));
}

const query = (/** @type {string} */ sql) => message('Q', Buffer.from(`${sql}\0`));
const sync = message('S', Buffer.alloc(0));
const ready = message('Z', Buffer.from('I'));

/**
 * Splits a stream of bytes into frontend messages; keeps what is not complete yet.
 * @param {Buffer} buffer
 * @returns {{ end: number, round: boolean, last: number }} the bytes that are whole messages, whether they end a round
 *   (Query, Sync, or a COPY message that the engine answers at once), and the last type
 */
function completeMessages(buffer) {
  let end = 0;
  let round = false;
  let last = 0;
  while (end + 5 <= buffer.length) {
    const length = buffer.readInt32BE(end + 1);
    if (length < 4) throw new Error('a message has a length below 4');
    if (end + 1 + length > buffer.length) break;
    last = buffer[end] ?? 0;
    // Q query, S sync, H flush, d/c/f the COPY messages, X terminate
    round =
      last === 0x51 || last === 0x53 || last === 0x48 || (last >= 0x63 && last <= 0x66) || last === 0x58;
    end += 1 + length;
  }
  return { end, round, last };
}

/**
 * @param {Session} session
 * @param {{ password: string, idleInTransactionMs: number, onError(error: unknown): void }} options
 */
export function createMultiplexer(session, options) {
  /** @type {Set<Client>} */
  const clients = new Set();
  /** @type {Client[]} */
  const waiting = [];
  /** @type {Client | null} */
  let pinned = null;
  let running = false;
  /** @type {NodeJS.Timeout | undefined} */
  let idleTimer;

  /**
   * @typedef {object} Client
   * @property {import('node:net').Socket} socket
   * @property {Buffer} buffer
   * @property {'startup' | 'password' | 'open' | 'closed'} state
   * @property {boolean} dirty the session may hold an open round or transaction of this client
   */

  /** @param {Client} client */
  function hasRound(client) {
    return client.buffer.length > 0 && completeMessages(client.buffer).round;
  }

  /** Takes turns: one round of the pinned client, or of the one that waits longest. */
  async function run() {
    if (running) return;
    running = true;
    try {
      for (;;) {
        if (pinned === null) pinned = waiting.shift() ?? null;
        const client = pinned;
        if (client === null) break;
        clearTimeout(idleTimer);
        if (client.state === 'closed') {
          // Sync first: the client may have left in the middle of a round.
          if (client.dirty) await session.exec(Buffer.concat([sync, query('ROLLBACK')]));
          client.dirty = false;
          pinned = null;
          continue;
        }
        if (!hasRound(client)) {
          // Pinned in the middle of a round or a transaction: the others wait for its next message.
          if (client.dirty) {
            idleTimer = setTimeout(() => expire(client), options.idleInTransactionMs);
            break;
          }
          pinned = null;
          continue;
        }
        await round(client);
        // Fair: after each finished round the one that waits longest is next.
        if (!client.dirty) {
          pinned = null;
          if (hasRound(client)) waiting.push(client);
        }
      }
    } catch (error) {
      options.onError(error);
    } finally {
      running = false;
    }
  }

  /** @param {Client} client */
  async function round(client) {
    const { end, last } = completeMessages(client.buffer);
    const input = client.buffer.subarray(0, end);
    client.buffer = client.buffer.subarray(end);
    if (last === 0x58) {
      client.state = 'closed';
      client.socket.end();
      if (input.length > 5) await session.exec(input.subarray(0, -5));
      return;
    }
    client.dirty = true;
    const output = await session.exec(input);
    const { length } = output;
    client.dirty = !(length >= 6 && output[length - 6] === Z && output[length - 1] === IDLE);
    if (length > 0 && client.socket.writable) client.socket.write(output);
  }

  /** @param {Client} client */
  function expire(client) {
    if (pinned !== client || client.state === 'closed') return;
    client.socket.end(failure('25P03', 'the transaction waited too long for its next statement'));
    client.state = 'closed';
    void run();
  }

  /** @param {Client} client */
  function greet(client) {
    while (client.state === 'startup' && client.buffer.length >= 8) {
      const length = client.buffer.readInt32BE(0);
      if (length < 8 || length > 10_000) return client.socket.destroy();
      if (client.buffer.length < length) return;
      const code = client.buffer.readInt32BE(4);
      client.buffer = client.buffer.subarray(length);
      if (code === SSL_REQUEST || code === GSS_REQUEST) client.socket.write('N');
      else if (code === CANCEL_REQUEST) return client.socket.end();
      else {
        client.socket.write(message('R', int32(3)));
        client.state = 'password';
      }
    }
    if (client.state !== 'password' || client.buffer.length < 5) return;
    const length = client.buffer.readInt32BE(1) + 1;
    if (length > 10_000) return client.socket.destroy();
    if (client.buffer.length < length) return;
    const given = client.buffer.subarray(5, length - 1).toString();
    client.buffer = client.buffer.subarray(length);
    if (given !== options.password) {
      client.socket.end(failure('28P01', 'the password of the embedded database is wrong'));
      return;
    }
    client.state = 'open';
    client.socket.write(
      Buffer.concat([
        message('R', int32(0)),
        parameter('server_version', '18.0'),
        parameter('server_encoding', 'UTF8'),
        parameter('client_encoding', 'UTF8'),
        parameter('DateStyle', 'ISO, MDY'),
        parameter('integer_datetimes', 'on'),
        parameter('standard_conforming_strings', 'on'),
        parameter('TimeZone', 'UTC'),
        message('K', Buffer.concat([int32(1), int32(1)])),
        ready,
      ]),
    );
  }

  return {
    /** @param {import('node:net').Socket} socket */
    accept(socket) {
      /** @type {Client} */
      const client = { socket, buffer: Buffer.alloc(0), state: 'startup', dirty: false };
      clients.add(client);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        clients.delete(client);
        client.state = 'closed';
        if (pinned === client) void run();
      });
      socket.on('data', (chunk) => {
        client.buffer = client.buffer.length === 0 ? chunk : Buffer.concat([client.buffer, chunk]);
        try {
          if (client.state !== 'open') greet(client);
          if (client.state !== 'open' || client.buffer.length === 0) return;
          if (pinned !== client && !waiting.includes(client)) waiting.push(client);
          void run();
        } catch (error) {
          options.onError(error);
          socket.destroy();
        }
      });
    },
    /** Ends all connections and waits for the round that runs. */
    async close() {
      clearTimeout(idleTimer);
      for (const client of clients) client.socket.destroy();
      while (running) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
