import type { User } from '@teambrain/protocol';
import type { ChatRoom } from './chat-room.js';

/** The people of one room, as far as they are known: authors and peers at once, all members after the first need. */
export class People {
  readonly #known = new Map<string, User>();
  #members: Promise<void> | undefined;
  readonly #room: ChatRoom;
  readonly #changed: () => void;

  constructor(room: ChatRoom, known: readonly User[], changed: () => void) {
    this.#room = room;
    this.#changed = changed;
    this.learn(known);
  }

  name(userId: string): string | undefined {
    const user = this.#known.get(userId);
    return user && (user.displayName || user.username);
  }

  learn(users: Iterable<User>): void {
    for (const user of users) if (user) this.#known.set(user.id, user);
  }

  /** Loads the members once, at most 500; a failure leaves what is known. */
  async all(): Promise<User[]> {
    this.#members ??= this.#load();
    await this.#members;
    return [...this.#known.values()];
  }

  async #load(): Promise<void> {
    try {
      let count = 0;
      for await (const { user } of this.#room.members({ limit: 100 })) {
        this.#known.set(user.id, user);
        if (++count >= 500) break;
      }
      this.#changed();
    } catch {
      this.#members = undefined;
    }
  }
}
