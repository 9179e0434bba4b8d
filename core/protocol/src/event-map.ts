/**
 * Typed registry of channel events: event name → `data`. Each plugin's `shared/events.ts` adds its own by
 * `declare module '@teambrain/protocol' { interface EventMap { 'thing.happened': Data } }`.
 */
export interface EventMap {
  'meta.changed': Record<string, never>;
  'session.revoked': { sessionId: string };
}
/** Typed registry of signals: signal name → `data`. Augmented like {@link EventMap}. */
// biome-ignore lint/suspicious/noEmptyInterface: plugins augment it
export interface SignalMap {}
