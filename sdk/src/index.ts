import type { AnyPart, Client, ClientOptions } from '@teambrain/client';
import { createClient } from '@teambrain/client';
import { apps } from '@teambrain/plugin-embed/client';
import { events } from '@teambrain/plugin-events/client';
import { messaging } from '@teambrain/plugin-messaging/client';
import { presence } from '@teambrain/plugin-presence/client';
import { rooms } from '@teambrain/plugin-rooms/client';
import { workspaces } from '@teambrain/plugin-workspaces/client';

export type * from '@teambrain/client';
export {
  AbortError,
  ApiError,
  AuthError,
  ConflictError,
  createClient,
  createStore,
  memoryStorage,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  shareClient,
  TeamBrainError,
  TimeoutError,
  ValidationError,
  webStorage,
} from '@teambrain/client';
export type * from '@teambrain/plugin-embed/client';
export type * from '@teambrain/plugin-embed/shared';
export type * from '@teambrain/plugin-events/client';
export type * from '@teambrain/plugin-events/shared';
export type * from '@teambrain/plugin-messaging/client';
export type * from '@teambrain/plugin-messaging/shared';
export type * from '@teambrain/plugin-presence/client';
export type * from '@teambrain/plugin-presence/shared';
export type * from '@teambrain/plugin-rooms/client';
export type * from '@teambrain/plugin-rooms/shared';
export type * from '@teambrain/plugin-workspaces/client';
export type * from '@teambrain/plugin-workspaces/shared';
export type {
  AuthResult,
  ChangelogEntry,
  EventMap,
  FieldChange,
  FieldDiff,
  Me,
  Meta,
  Page,
  Role,
  Session,
  SignalMap,
  TextPart,
  User,
  Version,
  VersionCause,
  VersionCreated,
  VersionDiff,
  VersionState,
} from '@teambrain/protocol';
export { apps, events, messaging, presence, rooms, workspaces };

const official = [workspaces, rooms, messaging, presence, events, apps] as const;
export type OfficialParts = typeof official;

/** A client with the official parts, or with those named in `parts`. */
export type TeamBrain<Parts extends readonly AnyPart[] = OfficialParts> = Client<Parts>;

interface TeamBrainConstructor {
  new (options: ClientOptions & { parts?: undefined }): TeamBrain;
  new <const Parts extends readonly AnyPart[]>(
    options: ClientOptions<Parts> & { parts: Parts },
  ): TeamBrain<Parts>;
}

// A constructor may return any object; the class form is what `new TeamBrain()` needs, the type says what comes out.
export const TeamBrain = class {
  constructor(options: ClientOptions) {
    // biome-ignore lint/correctness/noConstructorReturn: the client is made of the parts, not of this prototype
    return createClient({ ...options, parts: options.parts ?? official });
  }
} as unknown as TeamBrainConstructor;

export default TeamBrain;
