/** Called between pieces of a long computation: gives the event loop a turn when this one has run for its share. */
export type Breather = () => Promise<void> | undefined;

/** `shareMs`: how long the loop may be kept at a time. Give the largest piece between two calls its own bound. */
export function createBreather(shareMs = 10): Breather {
  let since = performance.now();
  return () => {
    if (performance.now() - since < shareMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
