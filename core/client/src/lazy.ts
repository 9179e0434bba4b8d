import type { Page } from '@teambrain/protocol';
import type { ClientCore, List, RequestOptions } from './contract.js';
import { takenOver } from './errors.js';
import { createList } from './list.js';
import { keepsSessions } from './sessions.js';

/** What the address of a list's page says besides the list: nothing for the first, the cursor for those after it. */
export type PageQuery = RequestOptions['query'];

/** An API as its code is written: lists are asked for page by page, all else is as callers see it. */
export type Loaded<Api> = {
  [K in keyof Api]: Api[K] extends (...args: infer Args) => List<infer Item>
    ? (page: PageQuery, ...args: Args) => Promise<Page<Item>>
    : Api[K];
};

/** Names of what gives lists. */
type ListNames<Api> = {
  [K in keyof Api]: Api[K] extends (...args: never[]) => List<unknown> ? K : never;
}[keyof Api];

/**
 * An API whose code is loaded with the first call, because most pages never call most of it. All calls answer with
 * promises, those named in `lists` with lists, which still ask for nothing until they are awaited or iterated. The names of
 * the others would take as many bytes as their code: whatever `own` does not have is taken for one, `then` apart, by which
 * the language asks whether this is a promise.
 */
export function lazyApi<Api extends object, Own extends object = object>(
  core: ClientCore,
  load: () => Promise<Loaded<Api>>,
  lists: readonly ListNames<Api>[],
  own = {} as Own,
): Api & Own {
  return new Proxy(own, {
    get(_, name) {
      const call = async (...args: unknown[]) => {
        const { turn } = core;
        const api = await load();
        // What one user began while the code was on its way is not done in the name of the next.
        if (keepsSessions && turn !== core.turn) throw takenOver();
        return (api[name as keyof Api] as (...all: unknown[]) => unknown)(...args);
      };
      if (name in own || name === 'then') return own[name as never];
      return lists.includes(name as never)
        ? (...args: unknown[]) => createList((page) => call(page, ...args) as Promise<Page<unknown>>)
        : call;
    },
  }) as Api & Own;
}
