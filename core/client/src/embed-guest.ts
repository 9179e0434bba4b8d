import type { User } from '@teambrain/protocol';
import type { ClientStorage } from './contract.js';
import type { EmbedScope } from './embed-contract.js';
import { ApiError, TeamBrainError } from './errors.js';
import type { HttpRequest } from './http.js';

// Loaded when the first guest comes, or somebody asks for one: most pages sign their users in.

interface Guest {
  id: string;
  secret: string;
}
/** Answer of the exchange at an embed app. */
export interface EmbedGrant {
  user: User;
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  /** Of a guest that was just made. */
  guest?: Guest;
  config: EmbedScope;
}
/** Where this device keeps the guest of an app. */
export interface GuestKeep {
  storage: ClientStorage;
  key: string;
}

export async function keptGuest({ storage, key }: GuestKeep): Promise<Guest | undefined> {
  try {
    const { id, secret } = JSON.parse((await storage.get(key)) ?? '') as Guest;
    return { id, secret };
  } catch {
    // Nothing there, or not ours: as if nobody had been here.
    return undefined;
  }
}

/** What the server says of a guest that is of no use any more. */
const isOver = (error: unknown) =>
  error instanceof ApiError && ['embed_guest_invalid', 'embed_guest_merged'].includes(error.code);

/** A session for the guest of this device; a new guest where there is none, or the old one is over. */
export async function enterAsGuest(
  enter: (credentials: object) => Promise<EmbedGrant>,
  keep: GuestKeep,
  name: string | undefined,
  isWanted: () => boolean,
): Promise<EmbedGrant> {
  const guest = await keptGuest(keep);
  const profile = name ? { profile: { name } } : {};
  const anew = () => enter(profile);
  const granted = await (guest
    ? enter({ guest, ...profile }).catch((error) => {
        if (isOver(error)) return anew();
        throw error;
      })
    : anew());
  // Signed out meanwhile: nothing is left behind.
  if (granted.guest && isWanted()) await keep.storage.set(keep.key, JSON.stringify(granted.guest));
  return granted;
}

export async function mergeGuest(
  { storage, key }: GuestKeep,
  request: HttpRequest,
): Promise<{ rooms: string[]; messages: number }> {
  const guest = await keptGuest({ storage, key });
  if (!guest) throw new TeamBrainError('No guest is kept on this device. Ask hasGuest() before merge().');
  try {
    const merged = await request<{ rooms: string[]; messages: number }>('POST', '/embed/merge', {
      body: { guest },
    });
    await storage.remove(key);
    return merged;
  } catch (error) {
    if (isOver(error)) await storage.remove(key);
    throw error;
  }
}
