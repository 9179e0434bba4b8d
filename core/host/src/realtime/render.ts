import type { FastifyBaseLogger } from 'fastify';
import type { Committed, LogEvent } from './contract.js';
import type { Registry } from './registry.js';
import { type Encoded, encodedFromJson } from './wire.js';

/** The frame of an event, as every subscriber gets it. */
export function eventFrame(event: Omit<Committed, 'version'>): Encoded {
  const { channel, seq, type, actor, at, clientId, data } = event;
  return encodedFromJson(
    JSON.stringify({
      op: 'event',
      channel,
      seq,
      type,
      actor,
      at: at.toISOString(),
      clientId,
      data: data ?? {},
    }),
  );
}

/** Builds the frames of log rows from the present state of what they point at. */
export function createRenderer(registry: Registry, log: Pick<FastifyBaseLogger, 'error'>) {
  /**
   * One frame per event, in order; null where nothing may be shown any more, where the plugin is gone, or where its
   * rendering failed: one plugin's fault must not hold back the channel.
   */
  return async function render(kind: string, events: readonly LogEvent[]): Promise<(Encoded | null)[]> {
    const frames: (Encoded | null)[] = events.map(() => null);
    const byType = new Map<string, number[]>();
    for (const [index, { type }] of events.entries()) {
      const list = byType.get(type);
      if (list) list.push(index);
      else byType.set(type, [index]);
    }
    await Promise.all(
      [...byType].map(async ([type, indexes]) => {
        const definition = registry.event(kind, type);
        if (!definition) return;
        const rows = indexes.map((index) => events[index] as LogEvent);
        try {
          const data = await definition.render(rows);
          for (const [place, index] of indexes.entries()) {
            const value = data[place];
            if (value !== null && value !== undefined)
              frames[index] = eventFrame({ ...(events[index] as LogEvent), data: value });
          }
        } catch (error) {
          // A database that is gone must not look like events that nobody may see.
          if (isUnavailable(error)) throw error;
          log.error({ err: error, type }, 'an event could not be rendered');
        }
      }),
    );
    return frames;
  };
}

export type Render = ReturnType<typeof createRenderer>;

function isUnavailable(error: unknown): boolean {
  const status = (error as { status?: unknown } | null)?.status;
  return status === 503 || status === 504;
}
