import type { AccessDenial, PluginContext } from '@teambrain/core';
import type { AuditRepository, DenialLine } from './repository.js';

/** Denials of this long are written together. */
const flushMs = 2_000;
/** Lines of one actor in that time; what goes beyond them is one line that says how often. */
const linesPerActor = 20;
/** Lines of everybody in that time; beyond them they are only in the log. */
const maxLines = 500;

/**
 * Keeps who was refused a right of those in charge. Gathered and counted, so that somebody who tries all day fills
 * neither the trail nor the database.
 */
export function createDenials(audit: AuditRepository, log: Pick<PluginContext['log'], 'warn'>) {
  let lines = new Map<string, DenialLine>();
  let actors = new Map<string, number>();
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch = [...lines.values()];
    if (lost > 0) log.warn({ lost }, 'more rights were refused than the audit trail takes');
    lines = new Map();
    actors = new Map();
    lost = 0;
    if (batch.length > 0) await audit.writeDenials(batch);
  }

  return {
    add({ workspaceId, actorId, permission, scope, scopeId }: AccessDenial): void {
      const own = `${workspaceId} ${actorId}`;
      const isMany = (actors.get(own) ?? 0) >= linesPerActor;
      const key = isMany ? own : `${own} ${permission} ${scopeId}`;
      const line = lines.get(key);
      if (line) line.facts.count += 1;
      else if (lines.size >= maxLines) lost += 1;
      else {
        actors.set(own, (actors.get(own) ?? 0) + 1);
        const target = scope === 'workspace' || isMany ? {} : { target: scopeId };
        const facts = { permission: isMany ? 'several' : permission, count: 1 };
        lines.set(key, { workspaceId, actorId, ...target, facts });
      }
      timer ??= setTimeout(
        () => flush().catch((err: unknown) => log.warn({ err }, 'refused rights could not be kept')),
        flushMs,
      ).unref();
    },
    flush,
  };
}
