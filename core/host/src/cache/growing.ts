/**
 * Options of an `LRUCache` for `max` entries that takes memory as it fills. With the option `max` it takes 28 bytes for
 * each entry at once: 3 MB for 100,000 that may never come.
 */
export const growing = (max: number) => ({ maxSize: max, sizeCalculation: () => 1 });
