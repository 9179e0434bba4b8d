/**
 * Typed registry of channel events: event name → `data`. Each plugin's `shared/events.ts` adds its own by
 * `declare module '@teambrain/protocol' { interface EventMap { 'thing.happened': Data } }`.
 */
export interface EventMap {
  'session.revoked': { sessionId: string };
}
/** Typed registry of signals: signal name → `data`. Augmented like {@link EventMap}. */
export interface SignalMap {
  /** On the user's own channel: ask `/v1/meta` again. */
  'meta.changed': Record<string, never>;
}
