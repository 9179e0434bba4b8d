import type { LimitRule } from '../limits/contract.js';

/**
 * One thing that a client can ask for, over HTTP or the socket: one id, one right, one limit. Every route carries one
 * in `config.operation`, every action names one; the boot refuses a route without it, and an action without a route.
 */
export interface Operation {
  /** `plugin.verb`; also the OpenAPI operationId. */
  id: string;
  summary: string;
  /** The right it needs, or `public` for none. */
  permission: string | 'public';
  /**
   * The kind of thing the right is asked on. Its id comes from the param `<resource>Id` (`workspaceId` also as slug),
   * on the socket from `data.<resource>Id` or, when the channel's kind is this resource, from the channel.
   */
  resource?: string;
  limit?: LimitRule;
  /** The operation's own statement verifies `grant.version`, so the guard may use the cached grant. */
  verifiesRights?: boolean;
}
