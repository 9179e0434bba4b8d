import type { User } from '@teambrain/protocol';
import { LRUCache } from 'lru-cache';
import type { Bus } from '../bus/contract.js';
import { growing } from '../cache/growing.js';
import type { Database } from '../database/contract.js';
import { isId, newId } from '../ids.js';
import type { Users } from './contract.js';
import type { Passwords } from './password.js';
import type { UserRepository } from './user-repository.js';
import { cleanDisplayName, cleanUsername, usernameFrom, usernameKey } from './username.js';
import { meView, userView } from './views.js';

const topic = 'auth.user-changed';
const cacheSeconds = 60;

export interface UsersDeps {
  db: Database;
  bus: Bus;
  repository: UserRepository;
  passwords(): Passwords;
}

/** Accounts as other plugins see them; public views are remembered for a minute and dropped when they change. */
export function createUsers({ db, bus, repository, passwords }: UsersDeps) {
  const cache = new LRUCache<string, User>({ ...growing(50_000), ttl: cacheSeconds * 1000 });
  let changes = 0;

  function drop(id: string): void {
    changes += 1;
    cache.delete(id);
  }
  function announce(id: string): void {
    drop(id);
    bus.publish(topic, id);
  }
  const unsubscribe = bus.subscribe(topic, (payload) => drop(payload.toString()));

  const byIds: Users['byIds'] = async (ids) => {
    const found = new Map<string, User>();
    const missing = new Set<string>();
    for (const id of ids) {
      const user = cache.get(id);
      if (user) found.set(id, user);
      else if (isId(id)) missing.add(id);
    }
    if (missing.size === 0) return found;
    db.guard('users.byIds');
    const before = changes;
    for (const row of await repository.byIds([...missing])) {
      const user = userView(row);
      found.set(user.id, user);
      if (changes === before) cache.set(user.id, user);
    }
    return found;
  };

  const users: Users = {
    byIds,
    async find(id) {
      return (await byIds([id])).get(id) ?? null;
    },
    async findByUsername(username) {
      const clean = cleanUsername(username);
      const row = clean === null ? null : await repository.findByLogin({ usernameKey: usernameKey(clean) });
      return row && userView(row);
    },
    async me(id) {
      const row = isId(id) ? await repository.find(id) : null;
      return row && meView(row);
    },
    async provision({ kind, username, displayName, source, sourceId }) {
      const existing = await repository.findBySource(source, sourceId);
      if (existing) return userView(existing);
      const base = usernameFrom(username);
      const shown = cleanDisplayName(displayName) ?? base;
      for (let attempt = 1; ; attempt++) {
        const name =
          attempt === 1 ? base : attempt <= 20 ? `${base}-${attempt}` : `${base}-${newId().slice(-6)}`;
        const id = newId();
        const done = await repository.insert({
          id,
          username: name,
          usernameKey: usernameKey(name),
          displayName: shown,
          kind,
          source,
          sourceId,
        });
        if (done === 'inserted') return { id, username: name, displayName: shown, kind };
        if (done === 'source_taken') {
          const winner = await repository.findBySource(source, sourceId);
          if (winner) return userView(winner);
        }
      }
    },
    async describe(id, { displayName, avatarUrl }) {
      const shown = displayName === undefined ? undefined : cleanDisplayName(displayName);
      const changed = await repository.describe(id, { displayName: shown ?? undefined, avatarUrl });
      if (changed) db.afterCommit(() => announce(id));
      return changed;
    },
    async discard(id) {
      const gone = await repository.discard(id);
      if (gone) db.afterCommit(() => announce(id));
      return gone;
    },
    hashPassword(password) {
      db.guard('users.hashPassword');
      return passwords().hash(password);
    },
    verifyPassword(password, hash) {
      db.guard('users.verifyPassword');
      return passwords().verify(password, hash);
    },
  };

  return {
    users,
    /** Call after COMMIT. */
    changed: announce,
    close: unsubscribe,
  };
}
