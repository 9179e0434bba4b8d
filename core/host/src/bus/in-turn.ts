/**
 * Runs `read` once for each call, one after another: of two readings at the same time the older could be answered last,
 * and its state would stay.
 */
export function inTurn(read: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  return () => {
    running = running.catch(() => undefined).then(read);
    return running;
  };
}
