import { bounds } from '@teambrain/protocol';
import type { Connection } from './live.js';

/** Closes sockets whose auth frame does not come in time. One timer: all wait equally long, so the oldest is next. */
export function createOpening(onLate: (connection: Connection) => void) {
  const deadlines = new Map<Connection, number>();
  let timer: NodeJS.Timeout | null = null;

  function arm(): void {
    const [next] = deadlines.values();
    if (timer || next === undefined) return;
    timer = setTimeout(check, Math.max(0, next - Date.now()));
    timer.unref();
  }

  function check(): void {
    timer = null;
    const now = Date.now();
    for (const [connection, deadline] of deadlines) {
      if (deadline > now) break;
      deadlines.delete(connection);
      onLate(connection);
    }
    arm();
  }

  return {
    opened(connection: Connection): void {
      deadlines.set(connection, Date.now() + bounds.authTimeoutMs);
      arm();
    },
    /** Its auth frame came, or it is gone. */
    signedIn(connection: Connection): void {
      deadlines.delete(connection);
    },
  };
}
