import type { bounds, ClientFrame, DoFrame, ErrFrame, OkFrame } from '@teambrain/protocol';
import { frameError } from './api-error.js';
import { NetworkError, TimeoutError } from './errors.js';
import type { Deferred } from './wait.js';
import { deferred } from './wait.js';

const maxUnacknowledged = 32 satisfies typeof bounds.unacknowledged;

export interface ActionsOptions {
  send(frame: ClientFrame): boolean;
  nextId(): number;
  timeoutMs: number;
}
export interface Actions {
  /** Rejects with NetworkError when the socket goes before the answer came: it may or may not have been stored. */
  run(action: Omit<DoFrame, 'op' | 'id'>): Promise<unknown>;
  onFrame(frame: OkFrame | ErrFrame): void;
  onDown(): void;
}

/** Actions over the socket, at most as many unacknowledged at a time as the server reads. */
export function createActions(options: ActionsOptions): Actions {
  const pending = new Map<number, Deferred<unknown>>();
  const queue: (() => void)[] = [];

  return {
    async run(action) {
      while (pending.size >= maxUnacknowledged) await new Promise<void>((resolve) => queue.push(resolve));
      const id = options.nextId();
      if (!options.send({ op: 'do', id, ...action })) throw new NetworkError('The connection is down.');
      const answer = deferred<unknown>();
      pending.set(id, answer);
      const timer = setTimeout(
        () =>
          answer.reject(new TimeoutError(`${action.action} had no answer within ${options.timeoutMs} ms.`)),
        options.timeoutMs,
      );
      return answer.promise.finally(() => {
        clearTimeout(timer);
        pending.delete(id);
        queue.shift()?.();
      });
    },
    onFrame(frame) {
      const answer = pending.get(frame.id);
      if (frame.op === 'ok') answer?.resolve(frame.data);
      else answer?.reject(frameError(frame));
    },
    onDown() {
      for (const answer of pending.values()) {
        answer.reject(
          new NetworkError('The connection broke before the answer came. Try again with the same client id.'),
        );
      }
    },
  };
}
