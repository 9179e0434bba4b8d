import { type CloseName, closeCodes } from '@teambrain/protocol';
import { byeFrame, type Farewell, isOpen, releaseAdmission } from './connection.js';
import type { Hub } from './hub.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import { bytesOf, encoded } from './wire.js';

/** How long a client may take to answer a close before its socket is destroyed. */
const graceMs = 3_000;

/** Closes sockets with an announcement. From then on nothing of any channel is sent to them. */
export function createClosing(deps: { outbox: Outbox; hub: Hub; onGone(connection: Connection): void }) {
  const { outbox, hub } = deps;

  return {
    close(connection: Connection, name: CloseName, farewell?: Farewell): void {
      if (!isOpen(connection)) return;
      hub.drop(connection);
      outbox.sendBytes(connection, bytesOf(encoded(byeFrame(name, farewell)), connection.format));
      // From here on it counts as closed: writing may find its buffer full and would close it again.
      connection.phase = 'closing';
      outbox.write(connection);
      connection.waiting = null;
      releaseAdmission(connection);
      const { ws } = connection;
      // A paused socket would never see the client's answer.
      if (ws.isPaused) ws.resume();
      ws.close(closeCodes[name].code, closeCodes[name].reason.slice(0, 100));
      setTimeout(() => ws.terminate(), graceMs).unref();
    },
    /** The socket is gone, whoever ended it. */
    gone(connection: Connection): void {
      const wasOpen = isOpen(connection);
      connection.phase = 'closing';
      connection.waiting = null;
      releaseAdmission(connection);
      if (wasOpen) hub.drop(connection);
      deps.onGone(connection);
    },
  };
}

export type Closing = ReturnType<typeof createClosing>;
