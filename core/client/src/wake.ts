interface Waker {
  /** The network or the page came back. */
  wake(): void;
  /** The browser says that there is no network. */
  lost(): void;
}

// Typed by hand: these exist in browsers only, and the client runs elsewhere too.
interface Page {
  addEventListener?(name: string, handler: () => void): void;
  removeEventListener?(name: string, handler: () => void): void;
  document?: Page & { visibilityState?: string };
  navigator?: { onLine?: boolean };
}

/** Listens for the moments at which a browser's timers and sockets may be out of date. */
export function onWake(waker: Waker) {
  const page = globalThis as Page;
  const { document } = page;
  const shown = () => {
    if (document?.visibilityState !== 'hidden') waker.wake();
  };
  const listening: [Page | undefined, string, () => void][] = [
    [page, 'online', waker.wake],
    [page, 'pageshow', waker.wake],
    [page, 'offline', waker.lost],
    [document, 'visibilitychange', shown],
  ];
  for (const [target, name, handler] of listening) target?.addEventListener?.(name, handler);
  return {
    networkUp: () => page.navigator?.onLine !== false,
    end() {
      for (const [target, name, handler] of listening) target?.removeEventListener?.(name, handler);
    },
  };
}
