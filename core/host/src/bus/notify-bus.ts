import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import type { Database } from '../database/contract.js';
import { createCompany, type Greeting } from './company.js';
import type { Bus } from './contract.js';
import type { Topics } from './topics.js';

const channel = 'teambrain';
/** Topic of what instances say about themselves. */
const company = 'instances';
/** PostgreSQL refuses a notification of 8,000 bytes and more. */
const maxBytes = 7_900;
/** Hints that wait for a connection or a slow server; older ones are dropped first. */
const maxQueue = 5_000;
const batchSize = 100;
const sendMs = 5_000;

/** `n` makes each one different: PostgreSQL folds equal notifications of one transaction into one. */
interface Envelope {
  n: number;
  from: string;
  topic: string;
  text?: string;
  base64?: string;
}

/** Null for what somebody else sent on the same database. */
function parse(payload: string): Envelope | null {
  try {
    const value = JSON.parse(payload) as Partial<Envelope> | null;
    return typeof value?.from === 'string' && typeof value.topic === 'string' ? (value as Envelope) : null;
  } catch {
    return null;
  }
}

/**
 * PostgreSQL LISTEN and NOTIFY on a connection of its own, which reconnects. All topics share one channel. What is
 * published while a statement is on its way goes as one statement afterwards.
 */
export function createNotifyBus(
  db: Database,
  topics: Topics,
  instanceId: string,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Bus {
  const queue: string[] = [];
  let client: pg.Client | null = null;
  let sending = false;
  let closed = false;
  let wasReady = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let count = 0;

  async function connect(): Promise<void> {
    let made: pg.Client | null = null;
    try {
      made = await db.dedicated();
      if (made === null) return;
      const fresh = made;
      const lost = () => {
        if (client === fresh) client = null;
        others.deaf();
        again();
      };
      fresh.once('end', lost);
      fresh.on('error', () => {});
      fresh.on('notification', ({ payload }) => receive(payload));
      await fresh.query(`LISTEN ${channel}`);
      if (closed) return void fresh.end();
      client = fresh;
      failures = 0;
      if (wasReady) topics.gap();
      wasReady = true;
      say('hello');
      others.greeted();
    } catch {
      made?.removeAllListeners('end');
      made?.end().catch(() => {});
      again();
    }
  }

  function again(): void {
    if (closed || retry !== undefined) return;
    if (failures === 0) log.warn('The bus lost its connection to PostgreSQL and connects anew');
    failures++;
    const delay = Math.min(100 * 2 ** failures, 5_000) * (0.5 + Math.random() / 2);
    retry = setTimeout(() => {
      retry = undefined;
      void connect();
    }, delay);
  }

  function receive(payload: string | undefined): void {
    if (payload === undefined) return;
    const envelope = parse(payload);
    if (envelope === null || envelope.from === instanceId) return;
    const { from, topic, text, base64 } = envelope;
    others.heard(from, topic === company ? text : undefined);
    if (topic === company) return;
    const body = text === undefined ? Buffer.from(base64 ?? '', 'base64') : Buffer.from(text);
    topics.deliver(topic, body, from);
  }

  const others = createCompany(say, topics.gap);

  function say(greeting: Greeting): void {
    send(company, { text: greeting });
  }

  function send(topic: string, body: { text: string } | { base64: string }): void {
    const text = JSON.stringify({ n: count++, from: instanceId, topic, ...body } satisfies Envelope);
    if (Buffer.byteLength(text) > maxBytes) {
      log.warn(`a message of ${text.length} bytes on the topic ${topic} needs Redis and was dropped`);
      return;
    }
    queue.push(text);
    if (queue.length > maxQueue) queue.splice(0, queue.length - maxQueue);
    void flush();
  }

  async function flush(): Promise<void> {
    if (sending) return;
    sending = true;
    while (client !== null && queue.length > 0) {
      const batch = queue.splice(0, batchSize);
      const query = {
        text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
        values: [channel, batch],
        query_timeout: sendMs,
      };
      try {
        await client.query(query);
      } catch {
        // Lost hints, not lost data. A connection that does not answer is given up: 'end' connects anew.
        client?.end().catch(() => {});
        client = null;
      }
    }
    sending = false;
  }

  void connect();

  return {
    kind: 'notify',
    instanceId,
    get alone() {
      return others.alone;
    },
    get healthy() {
      return client !== null;
    },
    publish(topic, payload) {
      if (others.alone) return;
      send(topic, typeof payload === 'string' ? { text: payload } : { base64: payload.toString('base64') });
    },
    subscribe(topic, handler) {
      topics.add(topic, handler);
      return () => void topics.remove(topic, handler);
    },
    onGap: topics.onGap,
    async close() {
      closed = true;
      clearTimeout(retry);
      others.close();
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}
