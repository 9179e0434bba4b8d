import { type Lease, shareClient, TeamBrain } from '@teambrain/sdk';
import type { GetToken } from './token-source.js';

export interface ClientSource {
  server: string;
  app: string | undefined;
  getToken: GetToken;
  /** Widgets of one page with the same key share one client, and so one socket. Without a key there is no sharing. */
  shareKey: string | undefined;
}

/** Loaded only where the host brings no client of its own. */
export function leaseClient(source: ClientSource): Lease<TeamBrain> {
  const create = (): TeamBrain =>
    new TeamBrain({ url: source.server, app: source.app, getToken: source.getToken });
  if (source.shareKey !== undefined) return shareClient(source.shareKey, create);
  const client = create();
  return { client, release: () => client.close() };
}
