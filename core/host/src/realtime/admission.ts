/** How long a socket waits for a place before it is refused. */
const waitMs = 2_000;
const maxWaitingPerAddress = 1_000;
const maxWaiting = 5_000;

interface Address {
  open: number;
  queue: ((release: (() => void) | null) => void)[];
}

/**
 * Bounds the sockets of one address that have not sent their auth frame. Those above the bound wait for a place, so
 * that a crowd behind one address that comes back at once is let in as fast as it signs in, while sockets that never
 * sign in keep only their own address busy.
 */
export function createAdmission(perAddress: number) {
  const addresses = new Map<string, Address>();
  let waiting = 0;

  function releaser(key: string, address: Address): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = address.queue.shift();
      if (next) return next(releaser(key, address));
      address.open -= 1;
      if (address.open === 0) addresses.delete(key);
    };
  }

  return {
    /** A place, as the function that gives it back; null when none came free in time. */
    async enter(key: string): Promise<(() => void) | null> {
      const address = addresses.get(key) ?? { open: 0, queue: [] };
      if (address.open < perAddress) {
        address.open += 1;
        addresses.set(key, address);
        return releaser(key, address);
      }
      if (address.queue.length >= maxWaitingPerAddress || waiting >= maxWaiting) return null;
      waiting += 1;
      try {
        return await new Promise((resolve) => {
          const timer = setTimeout(() => {
            const place = address.queue.indexOf(take);
            if (place !== -1) address.queue.splice(place, 1);
            resolve(null);
          }, waitMs);
          const take = (release: (() => void) | null) => {
            clearTimeout(timer);
            resolve(release);
          };
          address.queue.push(take);
        });
      } finally {
        waiting -= 1;
      }
    },
  };
}

export type Admission = ReturnType<typeof createAdmission>;
