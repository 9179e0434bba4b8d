import type { ClientStorage } from './contract.js';

export function memoryStorage(): ClientStorage {
  const map = new Map<string, string>();
  return {
    persistent: false,
    get: (key) => map.get(key) ?? null,
    set: (key, value) => void map.set(key, value),
    remove: (key) => void map.delete(key),
    keys: (prefix) => [...map.keys()].filter((key) => key.startsWith(prefix)),
  };
}

/**
 * localStorage: written before the page can go away, which IndexedDB cannot promise. Memory where the page blocks it
 * (sandboxed frames, strict privacy settings, servers).
 */
export function webStorage(): ClientStorage {
  try {
    const { localStorage } = globalThis;
    const probe = 'teambrain:probe';
    localStorage.setItem(probe, probe);
    localStorage.removeItem(probe);
    return {
      persistent: true,
      get: (key) => localStorage.getItem(key),
      // A full storage throws: the message is still sent, it only does not outlive the page.
      set(key, value) {
        try {
          localStorage.setItem(key, value);
        } catch {}
      },
      remove: (key) => localStorage.removeItem(key),
      keys: (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
    };
  } catch {
    return memoryStorage();
  }
}
