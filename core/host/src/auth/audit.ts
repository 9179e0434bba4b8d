import type { FastifyBaseLogger } from 'fastify';

/** A line of the server's audit trail. Holds ids, never a password, token or address in full. */
export interface AuditEvent {
  action: string;
  /** Who did it, where that is known. */
  actorId?: string;
  userId?: string;
  sessionId?: string;
  facts?: Record<string, string | number | boolean>;
}

export type Audit = (event: AuditEvent) => void;

/** Writes audit lines to the log and hands them to whoever keeps them. */
export function createAudit(log: Pick<FastifyBaseLogger, 'info'>) {
  let listener: Audit = () => undefined;
  return {
    audit: ((event) => {
      log.info({ audit: event }, event.action);
      listener(event);
    }) satisfies Audit as Audit,
    forward(to: Audit): void {
      listener = to;
    },
  };
}
