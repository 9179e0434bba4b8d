import type { Socket } from 'node:net';
import pg from 'pg';
import type { Timeouts } from './pool.js';

interface Lane {
  client: pg.Client;
  /** Set while the connection is being made. */
  opening: Promise<unknown> | null;
  inFlight: number;
  /** When the last answer came, or the first question after a pause was sent. */
  movedAt: number;
  /** Questions of this turn of the event loop are kept back, to be sent in one write. */
  corked: boolean;
}

export interface Lanes {
  query<Row extends object>(sql: string, params: readonly unknown[], name: string): Promise<Row[]>;
  close(): Promise<void>;
}

const watchMs = 1_000;

/** A connection that nobody asked for this long is closed. */
const idleMs = 60_000;

/**
 * A few connections beside the pool for named statements that are sent all the time. Many are on their way in each at
 * once, and those of one turn of the event loop go out in one write; a connection of the pool takes one at a time, and
 * taking it, giving it back and its time-out cost the process as much as the statement.
 *
 * A statement holds up what was sent after it on its connection, so all of them have to be short. Those that may wait
 * for a lock get lanes of their own, as many as are ever on their way.
 */
export function createLanes(options: {
  url: string;
  size: number;
  timeouts: Timeouts;
  parserOf(oid: number, format?: string): unknown;
}): Lanes {
  const { url, size, timeouts } = options;
  const lanes: Lane[] = [];
  let closed = false;

  // A stopped server keeps no time of its own: a connection that answers nothing for longer than a statement may take
  // is given up, which answers everything that was asked on it with "Connection terminated".
  const watch = setInterval(() => {
    const now = performance.now();
    for (const lane of [...lanes]) {
      const quiet = now - lane.movedAt;
      if (lane.inFlight === 0) {
        if (quiet > idleMs)
          forget(lane)
            .client.end()
            .catch(() => undefined);
      } else if (quiet > timeouts.statementMs + watchMs) streamOf(forget(lane)).destroy();
    }
  }, watchMs);
  watch.unref();

  function forget(lane: Lane): Lane {
    const place = lanes.indexOf(lane);
    if (place !== -1) lanes.splice(place, 1);
    return lane;
  }

  function open(): Lane {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'teambrain-lane',
      keepAlive: true,
      connectionTimeoutMillis: timeouts.connectMs,
      statement_timeout: timeouts.statementMs,
      lock_timeout: timeouts.lockMs,
      pipeline: true,
      types: { getTypeParser: options.parserOf },
    } as pg.ClientConfig);
    const lane: Lane = { client, opening: null, inFlight: 0, movedAt: performance.now(), corked: false };
    client.on('error', () => forget(lane));
    client.on('end', () => forget(lane));
    lane.opening = client.connect().then(
      () => {
        lane.opening = null;
      },
      (error: unknown) => {
        forget(lane);
        throw error;
      },
    );
    lanes.push(lane);
    return lane;
  }

  /** The one with the least to do; another is opened while all have something to do. */
  function choose(): Lane {
    let best: Lane | undefined;
    for (const lane of lanes) if (!best || lane.inFlight < best.inFlight) best = lane;
    if (!best || (best.inFlight > 0 && lanes.length < size)) return open();
    return best;
  }

  function cork(lane: Lane): void {
    if (lane.corked) return;
    lane.corked = true;
    const stream = streamOf(lane);
    stream.cork();
    setImmediate(() => {
      lane.corked = false;
      stream.uncork();
    });
  }

  function ask<Row extends object>(lane: Lane, query: pg.QueryConfig): Promise<Row[]> {
    return new Promise((resolve, reject) => {
      cork(lane);
      lane.client.query<Row>(query, (error: Error | null, result) => {
        lane.inFlight -= 1;
        lane.movedAt = performance.now();
        if (error) reject(error);
        else resolve(result.rows);
      });
    });
  }

  return {
    async query<Row extends object>(text: string, params: readonly unknown[], name: string): Promise<Row[]> {
      if (closed) throw new Error('Client was closed and is not queryable');
      const lane = choose();
      if (lane.inFlight === 0) lane.movedAt = performance.now();
      lane.inFlight += 1;
      if (lane.opening) {
        try {
          await lane.opening;
        } catch (error) {
          lane.inFlight -= 1;
          throw error;
        }
      }
      return ask<Row>(lane, { name, text, values: params as unknown[] });
    },
    async close() {
      closed = true;
      clearInterval(watch);
      await Promise.all(lanes.splice(0).map((lane) => lane.client.end().catch(() => undefined)));
    },
  };
}

/** The socket below a client, which its types do not show. */
function streamOf({ client }: Lane): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
