import { LRUCache } from 'lru-cache';
import type { Bus } from '../bus/contract.js';
import { growing } from '../cache/growing.js';
import type { SessionRepository, SessionState } from './session-repository.js';

/** How long a state read from the database is believed, which bounds every revocation when no hint arrives. */
const maxAgeMs = 1_000;
/** Ids in one hint: below the 8 KB that a NOTIFY carries. */
const idsPerHint = 150;
const topic = 'auth.sessions-ended';

type State = SessionState | null;

/**
 * Which sessions are alive: remembered for a second, dropped at once when this instance or a hint says that one ended.
 * Concurrent questions share one statement.
 */
export function createSessionStates(repository: Pick<SessionRepository, 'states'>, bus: Bus) {
  const known = new LRUCache<string, { state: State; readAt: number }>(growing(100_000));
  /** An ended session never comes back, also not from a statement that was on its way when it ended. */
  const dead = new LRUCache<string, true>(growing(100_000));
  const handlers = new Set<(sessionId: string) => void>();
  let waiting: { ids: Set<string>; result: Promise<Map<string, State>> } | null = null;
  let running: Promise<unknown> = Promise.resolve();

  async function read(ids: Set<string>, before: Promise<unknown>): Promise<Map<string, State>> {
    await before.catch(() => undefined);
    waiting = null;
    const readAt = Date.now();
    const states = new Map<string, State>([...ids].map((id) => [id, null]));
    for (const state of await repository.states([...ids])) states.set(state.id, state);
    for (const [id, state] of states) known.set(id, { state, readAt });
    return states;
  }

  function ended(ids: readonly string[]): void {
    for (const id of ids) {
      known.delete(id);
      dead.set(id, true);
      for (const handler of handlers) handler(id);
    }
  }

  const unsubscribe = bus.subscribe(topic, (payload) => ended(payload.toString().split(',')));

  return {
    async get(id: string): Promise<State> {
      if (dead.has(id)) return null;
      const entry = known.get(id);
      if (entry && Date.now() - entry.readAt < maxAgeMs) return entry.state;
      if (!waiting) {
        const ids = new Set<string>();
        waiting = { ids, result: read(ids, running) };
        running = waiting.result;
      }
      waiting.ids.add(id);
      const state = (await waiting.result).get(id) ?? null;
      return dead.has(id) ? null : state;
    },
    /** Call after COMMIT. */
    end(ids: readonly string[]): void {
      ended(ids);
      for (let at = 0; at < ids.length; at += idsPerHint)
        bus.publish(topic, ids.slice(at, at + idsPerHint).join(','));
    },
    /** An account changed (roles, token version) without its sessions ending. */
    forget(ids: readonly string[]): void {
      for (const id of ids) known.delete(id);
    },
    onEnded(handler: (sessionId: string) => void): () => void {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    close: unsubscribe,
  };
}

export type SessionStates = ReturnType<typeof createSessionStates>;
