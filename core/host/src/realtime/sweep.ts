import { bounds } from '@teambrain/protocol';
import type { Closing } from './closing.js';
import { backlogOf, heartbeatSeconds, isOpen } from './connection.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import { encoded, pingFrame } from './wire.js';

/** Seconds after its second ping at which a silent socket is dead: 60 s after the last sign of life. */
const pingGraceSeconds = 10;

const emptyBeat = encoded({ op: 'beat', heads: {} });

/** One timer for all sockets: beats, dead ones, expired tokens, readers that do not read. */
export function createSweep(deps: {
  connections: ReadonlySet<Connection>;
  outbox: Outbox;
  closing: Closing;
  allBuffers: number;
}) {
  const { connections, outbox, closing } = deps;
  let second = 0;

  function beat(connection: Connection, now: number): void {
    const heads: Record<string, number> = {};
    let changed = false;
    for (const state of connection.channels?.values() ?? []) {
      if (state.changedAt < connection.beatAt || state.next === 0) continue;
      heads[state.name] = state.next - 1;
      changed = true;
    }
    connection.beatAt = now;
    outbox.send(connection, changed ? encoded({ op: 'beat', heads }) : emptyBeat);
    outbox.sendBytes(connection, pingFrame);
    connection.unansweredPings += 1;
  }

  function checkOne(connection: Connection, now: number): void {
    if (connection.phase !== 'ready') return;
    const expiresAt = (connection.actor?.expiresAt ?? 0) * 1000;
    if (expiresAt + bounds.expiryGraceMs <= now) {
      closing.close(connection, 'unauthenticated', { reason: 'token_expired' });
      return;
    }
    const place = second % heartbeatSeconds;
    if (connection.slot === place) beat(connection, now);
    else if (
      connection.unansweredPings >= 2 &&
      !connection.ws.isPaused &&
      (connection.slot + pingGraceSeconds) % heartbeatSeconds === place
    )
      connection.ws.terminate();
  }

  /** Closes readers that stand still or stay behind for 10 s, and the worst ones while all together hold too much. */
  function checkBacklog(now: number): void {
    let total = 0;
    for (const connection of outbox.backlogged) {
      const waiting = backlogOf(connection);
      if (waiting === 0 || !isOpen(connection)) {
        outbox.backlogged.delete(connection);
        connection.stalledSince = 0;
        continue;
      }
      total += waiting;
      const drained = connection.socket.bytesWritten - waiting;
      const moves = drained > connection.drained && waiting <= bounds.softBuffer;
      connection.drained = drained;
      if (moves || connection.stalledSince === 0) connection.stalledSince = now;
      else if (now - connection.stalledSince >= bounds.drainMs) closing.close(connection, 'slowConsumer');
    }
    if (total <= deps.allBuffers) return;
    const worst = [...outbox.backlogged].filter(isOpen).sort((a, b) => backlogOf(b) - backlogOf(a));
    for (const connection of worst) {
      if (total <= deps.allBuffers) return;
      total -= backlogOf(connection);
      closing.close(connection, 'slowConsumer');
    }
  }

  return {
    tick(now = Date.now()): void {
      second += 1;
      for (const connection of connections) checkOne(connection, now);
      checkBacklog(now);
    },
  };
}
