import type { Bus } from '@teambrain/core';
import type { PresenceStatus } from '../shared/types.js';

/** Whose status, and since when (Unix milliseconds). */
export type News = [userId: string, status: PresenceStatus, since: number];

/** People in one message: PostgreSQL refuses notifications of 8,000 bytes. */
const perMessage = 80;

/** What instances tell each other about one room. */
export function createGossip(
  bus: Bus,
  roomId: string,
  on: {
    hear(instance: string, userId: string, status: PresenceStatus, since: number): void;
    /** Another instance wants to know who is here. */
    asked(): void;
  },
) {
  const topic = `presence.${roomId}`;
  const stop = bus.subscribe(topic, (payload, from) => {
    const news = JSON.parse(payload.toString()) as News[] | 'ask';
    if (news === 'ask') return on.asked();
    for (const [userId, status, since] of news) on.hear(from, userId, status, since);
  });

  return {
    /** Whether there may be other instances. */
    reaches: bus.kind !== 'local',
    tell(news: readonly News[]): void {
      if (bus.kind === 'local') return;
      for (let start = 0; start < news.length; start += perMessage)
        bus.publish(topic, JSON.stringify(news.slice(start, start + perMessage)));
    },
    ask(): void {
      if (bus.kind !== 'local') bus.publish(topic, '"ask"');
    },
    close: stop,
  };
}

export type Gossip = ReturnType<typeof createGossip>;
