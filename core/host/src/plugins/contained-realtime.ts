import type { Actor } from '../auth/contract.js';
import type { ChannelAction, ChannelEvent, ChannelSignal, Realtime } from '../realtime/contract.js';
import { ProblemError } from '../transport/problem-error.js';
import type { DeclaredAction } from './action-policy.js';
import { runAs } from './attribution.js';
import type { Faults } from './faults.js';
import type { Gate } from './gate.js';
import type { OwnedKinds } from './owned-kinds.js';

export interface ContainDeps {
  faults: Faults;
  gate: Gate;
  kinds: OwnedKinds;
  actions: DeclaredAction[];
}

/** The realtime capability as one plugin gets it: everything it registers runs behind the gate and under its name. */
export function containRealtime(plugin: string, realtime: Realtime, deps: ContainDeps): Realtime {
  const { faults, gate, kinds, actions } = deps;

  async function guarded<T>(where: string, fn: () => T | Promise<T>): Promise<T> {
    gate.check(plugin);
    try {
      return await runAs(plugin, fn);
    } catch (error) {
      if (!(error instanceof ProblemError)) faults.record(plugin, where, error);
      throw error;
    }
  }

  /** Costs nothing until somebody switches the plugin off below the server. */
  async function checkPlace(kind: string, id: string, actor: Actor): Promise<void> {
    if (!gate.isScoped(plugin)) return gate.checkIn(plugin, { appId: actor.embed?.appId });
    gate.checkIn(plugin, {
      workspaceId: await kinds.workspaceOfChannel(kind, id),
      appId: actor.embed?.appId,
    });
  }

  /** Joins and leaves are news, not questions: a fault in hearing them ends there. */
  function heard<A extends unknown[]>(where: string, fn: ((...args: A) => void) | undefined) {
    if (!fn) return undefined;
    return (...args: A): void => {
      try {
        runAs(plugin, () => fn(...args));
      } catch (error) {
        faults.record(plugin, where, error);
      }
    };
  }

  const contained: Partial<Realtime> = {
    registerKind(kind) {
      kinds.add(plugin, kind);
      realtime.registerKind({
        ...kind,
        async admit(id, actor) {
          await kind.admit?.(id, actor);
          await checkPlace(kind.kind, id, actor);
        },
        onJoin: heard('join', kind.onJoin?.bind(kind)),
        onLeave: heard('leave', kind.onLeave?.bind(kind)),
      });
    },
    observe: (kind, observer) =>
      realtime.observe(kind, {
        join: heard('join', observer.join?.bind(observer)),
        leave: heard('leave', observer.leave?.bind(observer)),
      }),
    registerEvent<T>(event: ChannelEvent<T>) {
      realtime.registerEvent<T>({
        ...event,
        plugin,
        async render(rows) {
          try {
            return await runAs(plugin, async () => event.render(rows));
          } catch (error) {
            if (!(error instanceof ProblemError)) faults.record(plugin, 'event', error);
            throw error;
          }
        },
      });
    },
    registerSignal<T>(signal: ChannelSignal<T>) {
      realtime.registerSignal<T>({
        ...signal,
        plugin,
        accept(input) {
          if (!gate.isOn(plugin)) return null;
          if (!signal.accept && !gate.isScoped(plugin) && !input.actor.embed) return input.data;
          return guarded('signal', async () => {
            await checkPlace(signal.channel, input.id, input.actor);
            return signal.accept ? signal.accept(input) : input.data;
          }).catch(() => null);
        },
      });
    },
    registerAction<T>(action: ChannelAction<T>) {
      actions.push({ plugin, operation: action.operation });
      realtime.registerAction<T>({
        ...action,
        handler: (call) =>
          guarded('action', () => {
            if (!gate.isScoped(plugin) && !call.actor.embed) return action.handler(call);
            return checkPlace(action.channel, call.id, call.actor).then(() => action.handler(call));
          }),
      });
    },
  };
  return Object.assign(Object.create(realtime) as Realtime, contained);
}
