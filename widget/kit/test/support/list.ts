import type { List } from '@teambrain/client';

/** A list of the client's that has one page. */
export function listOf<T>(load: () => Promise<T[]>): List<T> {
  const page = async () => ({ items: await load(), nextCursor: null });
  return {
    // biome-ignore lint/suspicious/noThenProperty: a list is awaited for its first page
    then: (done, failed) => page().then(done, failed),
    async *[Symbol.asyncIterator]() {
      yield* (await page()).items;
    },
    async *pages() {
      yield await page();
    },
    toArray: async () => (await page()).items,
  };
}
