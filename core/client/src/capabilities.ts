import type { Meta } from '@teambrain/protocol';
import type { Capabilities, ClientEvents, MetaScope, Store } from './contract.js';
import type { Emitter } from './emitter.js';
import { createStore } from './store.js';

const unknown: Capabilities = { meta: undefined, error: undefined };

/** What the server offers in each place: one question for all who follow the same. */
export function createCapabilities(
  ask: (scope: MetaScope) => Promise<Meta>,
  on: Emitter<ClientEvents>['on'],
) {
  const places = new Map<string, ReturnType<typeof createPlace>>();
  let isStale = false;

  function createPlace(scope: MetaScope) {
    const store = createStore(unknown);
    let followers = 0;
    // Counts the questions, so that only the answer to the last one is taken.
    let turn = 0;

    async function load() {
      const mine = ++turn;
      const answer = followers > 0 && (await ask(scope).then((meta) => ({ ...unknown, meta }), asError));
      if (answer && mine === turn) store.set(answer);
    }
    return {
      load,
      forget() {
        turn++;
        store.set(unknown);
      },
      followed: {
        get state() {
          return store.state;
        },
        subscribe(listener) {
          if (followers++ === 0) load();
          const off = store.subscribe(listener);
          return () => {
            if (off()) followers--;
          };
        },
      } satisfies Store<Capabilities>,
    };
  }

  on('user', (user) => {
    for (const place of places.values()) {
      if (!user) place.forget();
      // An answer that is there before anybody was known was nobody's; one on its way is the first one's.
      else if (isStale || place.followed.state !== unknown) place.load();
    }
    isStale = !user;
  });

  return {
    of(scope: MetaScope = {}): Store<Capabilities> {
      const key = JSON.stringify([scope.workspace, scope.room]);
      const place = places.get(key) ?? createPlace(scope);
      places.set(key, place);
      return place.followed;
    },
    /** Asks again wherever somebody follows. */
    refresh() {
      for (const place of places.values()) place.load();
    },
  };
}
const asError = (error: Error) => ({ error });
