import type { ClientFrame } from '@teambrain/protocol';
import { bounds } from '@teambrain/protocol';
import { ProblemError } from '../transport/problem-error.js';
import { toProblem } from '../transport/to-problem.js';
import type { Actions } from './actions.js';
import type { Closing } from './closing.js';
import { isOpen } from './connection.js';
import type { Connection } from './live.js';
import type { Outbox } from './outbox.js';
import type { SignIn } from './sign-in.js';
import type { Signals } from './signals.js';
import type { Subscriptions } from './subscribe.js';
import { decodeFrame, encoded } from './wire.js';

export interface ReceiveDeps {
  readFrame(value: unknown): ClientFrame;
  actions: Actions;
  subscriptions: Subscriptions;
  signals: Signals;
  signIn: SignIn;
  outbox: Outbox;
  closing: Closing;
  /** Frames a second one socket may send on average; bursts of twice as many pass. */
  framesPerSecond: number;
  onOpening(connection: Connection): void;
  onFault(error: unknown): void;
}

/** What happens with the frames of one socket, and in which order. */
export function createReceive(deps: ReceiveDeps) {
  const { actions, subscriptions, signals, signIn, outbox, closing } = deps;
  const burst = deps.framesPerSecond * 2;

  /** False when the socket sends too fast. Counted without a timer, from the time since the last frame. */
  function spend(connection: Connection): boolean {
    const now = Date.now();
    const earned = ((now - connection.creditAt) / 1000) * deps.framesPerSecond;
    connection.credit = Math.min(burst, connection.creditAt === 0 ? burst : connection.credit + earned) - 1;
    connection.creditAt = now;
    return connection.credit >= 0;
  }

  async function subscribe(
    connection: Connection,
    frame: Extract<ClientFrame, { op: 'sub' }>,
  ): Promise<void> {
    try {
      await subscriptions.subscribe(connection, frame);
    } catch (thrown) {
      const { error, unexpected } = toProblem(thrown);
      if (unexpected) deps.onFault(thrown);
      const { retryAfter } = error.extra;
      outbox.send(
        connection,
        encoded({
          op: 'err',
          id: frame.id,
          code: error.code,
          status: error.status,
          message: error.message,
          retryAfter,
        }),
      );
    }
  }

  function handle(connection: Connection, frame: ClientFrame): void {
    switch (frame.op) {
      case 'do':
        connection.unacknowledged += 1;
        void actions.run(connection, frame).then(() => {
          connection.unacknowledged -= 1;
          drain(connection);
        });
        return;
      case 'sub':
        void subscribe(connection, frame);
        return;
      case 'unsub':
        subscriptions.unsubscribe(connection, frame.channel);
        outbox.send(connection, encoded({ op: 'ok', id: frame.id }));
        return;
      case 'signal':
        void signals.receive(connection, frame);
        return;
      case 'auth':
        void signIn.again(connection, frame);
        return;
    }
  }

  function mayHandle(connection: Connection, frame: ClientFrame): boolean {
    return frame.op !== 'do' || connection.unacknowledged < bounds.unacknowledged;
  }

  /** Goes on with what waited; reads the socket again once nothing does. */
  function drain(connection: Connection): void {
    if (connection.phase !== 'ready' || !connection.waiting) return;
    while (connection.waiting && connection.waiting.length > 0) {
      const frame = connection.waiting[0] as ClientFrame;
      if (!mayHandle(connection, frame)) return;
      connection.waiting.shift();
      handle(connection, frame);
    }
    if (!connection.waiting) return;
    connection.waiting = null;
    connection.waitingBytes = 0;
    connection.unansweredPings = 0;
    if (connection.ws.isPaused) connection.ws.resume();
  }

  function hold(connection: Connection, frame: ClientFrame, bytes: number): void {
    connection.waiting ??= [];
    connection.waiting.push(frame);
    connection.waitingBytes += bytes;
  }

  /** Between `auth` and `ready` frames wait, within bounds. */
  function holdEarly(connection: Connection, frame: ClientFrame, bytes: number): void {
    if (frame.op === 'auth') {
      closing.close(connection, 'protocol');
      return;
    }
    hold(connection, frame, bytes);
    const subscriptionsSoFar = connection.waiting?.filter(({ op }) => op === 'sub').length ?? 0;
    if (
      subscriptionsSoFar > bounds.subscriptionsBeforeReady ||
      connection.waitingBytes > bounds.bytesBeforeReady
    )
      closing.close(connection, 'flooding');
  }

  function dispatch(connection: Connection, frame: ClientFrame, bytes: number): void {
    if (connection.phase === 'opening') {
      if (frame.op !== 'auth') {
        closing.close(connection, 'unauthenticated');
        return;
      }
      deps.onOpening(connection);
      void signIn.first(connection, frame).then((ready) => {
        if (ready) drain(connection);
      });
      return;
    }
    if (connection.phase === 'verifying') {
      holdEarly(connection, frame, bytes);
      return;
    }
    // Order is kept: nothing overtakes what waits.
    if (!connection.waiting && mayHandle(connection, frame)) {
      handle(connection, frame);
      return;
    }
    hold(connection, frame, bytes);
    if (!connection.ws.isPaused) connection.ws.pause();
  }

  return {
    message(connection: Connection, data: Buffer, isBinary: boolean): void {
      if (!isOpen(connection)) return;
      connection.unansweredPings = 0;
      if (!spend(connection)) {
        closing.close(connection, 'flooding');
        return;
      }
      try {
        const frame = deps.readFrame(decodeFrame(connection.format, data, isBinary));
        dispatch(connection, frame, data.byteLength);
      } catch (error) {
        if (!(error instanceof ProblemError)) deps.onFault(error);
        const reason = error instanceof ProblemError ? error.message : undefined;
        closing.close(connection, 'protocol', reason === undefined ? {} : { reason });
      }
    },
    /** The client pinged; the answer is the library's. */
    ping(connection: Connection): void {
      if (isOpen(connection) && !spend(connection)) closing.close(connection, 'flooding');
    },
    pong(connection: Connection): void {
      connection.unansweredPings = 0;
    },
  };
}

export type Receive = ReturnType<typeof createReceive>;
