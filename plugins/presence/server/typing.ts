/** A little below the clients' own 3 s, so that one that is on time is not refused for the network's sake. */
const repeatMs = 2_900;
const maxKept = 10_000;

/** Lets one `on` pass in 3 s per user and room, and an `off` only after an `on`. */
export function createTyping(now: () => number = Date.now) {
  const saidAt = new Map<string, number>();

  function forgetOld(): void {
    const oldest = now() - repeatMs;
    for (const [key, at] of saidAt) if (at < oldest) saidAt.delete(key);
  }

  return function mayPass(roomId: string, userId: string, on: boolean): boolean {
    const key = `${roomId} ${userId}`;
    const last = saidAt.get(key);
    if (!on) return saidAt.delete(key);
    if (last !== undefined && now() - last < repeatMs) return false;
    if (saidAt.size >= maxKept) forgetOld();
    saidAt.set(key, now());
    return true;
  };
}
