import { type ClientStorage, type Lease, shareClient, TeamBrain } from '@teambrain/sdk';
import type { GetToken } from './token-source.js';

export interface ClientSource {
  server: string;
  app: string;
  /** Without it, a guest of the app. */
  getToken: GetToken | undefined;
  /** What tells people apart: the address of the tokens, or the function that gives them. Empty: a guest. */
  source: string | GetToken;
}

const functions = new WeakMap<GetToken, number>();
let functionCount = 0;

function nameOf(source: string | GetToken): string | number {
  if (typeof source === 'string') return source;
  const known = functions.get(source) ?? ++functionCount;
  functions.set(source, known);
  return known;
}

/** What cannot be kept on this device is kept as long as the page, so that a guest is still there after the sign-in. */
const storages = new Map<string, ClientStorage>();

/** One client for all widgets of the page with the same source, and so one socket. Loaded only where the host brings none. */
export function leaseClient({ server, app, getToken, source }: ClientSource): Lease<TeamBrain> {
  const place = `${server} ${app}`;
  return shareClient(`${place} ${nameOf(source)}`, () => {
    const client = new TeamBrain({
      url: server,
      app: app || undefined,
      getToken,
      storage: storages.get(place),
    });
    storages.set(place, client.storage);
    return client;
  });
}
