import type { Page } from '@teambrain/protocol';
import type { List, RequestOptions } from './contract.js';

/** Fetches nothing until it is awaited or iterated. */
export function createList<T>(
  fetchPage: (query: RequestOptions['query']) => Promise<Page<T>>,
  query: RequestOptions['query'] = {},
): List<T> {
  let first: Promise<Page<T>> | undefined;
  async function* pages(): AsyncIterableIterator<Page<T>> {
    first ??= fetchPage(query);
    let page = await first;
    yield page;
    while (page.nextCursor) {
      page = await fetchPage({ ...query, cursor: page.nextCursor });
      yield page;
    }
  }
  async function* items() {
    for await (const page of pages()) yield* page.items;
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the list is how its first page is asked for
    then(fulfilled, rejected) {
      first ??= fetchPage(query);
      return first.then(fulfilled, rejected);
    },
    [Symbol.asyncIterator]: items,
    pages,
    async toArray({ max = 1_000 } = {}) {
      const all: T[] = [];
      for await (const item of items()) {
        if (all.length >= max) break;
        all.push(item);
      }
      return all;
    },
  };
}
