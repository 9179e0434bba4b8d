import type { PresenceChange, PresenceEntry, PresenceStatus } from '../shared/types.js';

/** Seconds that what another instance said is believed without a reminder. */
export const lifetimeMs = 60_000;

interface Person {
  status: PresenceStatus;
  since: number;
}
interface RemotePerson extends Person {
  until: number;
}

const rank: Record<PresenceStatus, number> = { offline: 0, away: 1, online: 2 };

/** Who is in one room: those with sockets here, and those whom other instances named within 60 s. */
export function createRoomPresence(now: () => number = Date.now) {
  const local = new Map<string, Person>();
  const remote = new Map<string, Map<string, RemotePerson>>();
  /** What the sockets here were told last. */
  const told = new Map<string, PresenceStatus>();
  /** Whose status may differ from that, and since when. */
  const changed = new Map<string, number>();

  function present(userId: string): Person | null {
    let best = local.get(userId) ?? null;
    for (const person of remote.get(userId)?.values() ?? [])
      if (person.until > now() && (!best || rank[person.status] > rank[best.status])) best = person;
    return best;
  }

  const statusOf = (userId: string): PresenceStatus => present(userId)?.status ?? 'offline';

  function touch(userId: string): void {
    if (!changed.has(userId)) changed.set(userId, now());
  }

  return {
    local,
    changed,
    statusOf,
    set(userId: string, status: PresenceStatus): void {
      const known = local.get(userId);
      if (status === 'offline') local.delete(userId);
      else if (known?.status !== status) local.set(userId, { status, since: known?.since ?? now() });
      touch(userId);
    },
    /** What another instance says. */
    hear(instance: string, userId: string, status: PresenceStatus, since: number): void {
      const people = remote.get(userId) ?? new Map<string, RemotePerson>();
      if (status === 'offline') people.delete(instance);
      else people.set(instance, { status, since, until: now() + lifetimeMs });
      if (people.size > 0) remote.set(userId, people);
      else remote.delete(userId);
      touch(userId);
    },
    /** Drops what other instances did not repeat in time. */
    expire(): void {
      for (const [userId, people] of remote) {
        for (const [instance, { until }] of people) if (until <= now()) people.delete(instance);
        if (people.size > 0) continue;
        remote.delete(userId);
        touch(userId);
      }
    },
    entries(): PresenceEntry[] {
      const ids = new Set([...local.keys(), ...remote.keys()]);
      return [...ids].flatMap((userId) => {
        const person = present(userId);
        return person ? [{ userId, status: person.status, since: new Date(person.since).toISOString() }] : [];
      });
    },
    /** What the sockets here have to be told now. Who went offline less than `offlineDelay` ago may still come back. */
    take(offlineDelay: number): PresenceChange[] {
      const due: PresenceChange[] = [];
      for (const [userId, since] of changed) {
        const status = statusOf(userId);
        if (status === 'offline' && now() - since < offlineDelay) continue;
        changed.delete(userId);
        if ((told.get(userId) ?? 'offline') === status) continue;
        if (status === 'offline') told.delete(userId);
        else told.set(userId, status);
        due.push({ userId, status });
      }
      return due;
    },
    isIdle: () => local.size === 0 && remote.size === 0 && changed.size === 0,
  };
}

export type RoomPresence = ReturnType<typeof createRoomPresence>;
