import type { RightsVersion } from '@teambrain/core';
import type { ReadingRepository } from './repository.js';

export interface Head {
  seq: number;
  rights: RightsVersion;
}

interface Round {
  roomIds: Set<string>;
  result: Promise<Map<string, Head>>;
}

/**
 * Asks where rooms stand, one statement in flight: who asks meanwhile shares the next one. Nobody ever joins a
 * statement that was already sent, so every answer is at least as new as its question.
 */
export function createHeads(repository: Pick<ReadingRepository, 'heads'>) {
  let running: Promise<unknown> | undefined;
  let waiting: Round | undefined;

  async function run(round: Round): Promise<Map<string, Head>> {
    await running;
    if (waiting === round) waiting = undefined;
    const asked = repository.heads([...round.roomIds]);
    running = asked.catch(() => undefined);
    return asked;
  }

  return {
    /** Null: there is no such room. */
    async read(roomId: string): Promise<Head | null> {
      let round = waiting;
      if (!round) {
        round = { roomIds: new Set(), result: Promise.resolve(new Map()) };
        waiting = round;
        round.result = run(round);
      }
      round.roomIds.add(roomId);
      return (await round.result).get(roomId) ?? null;
    },
  };
}

export type Heads = ReturnType<typeof createHeads>;
