import type { RouteOptions } from 'fastify';

type HookName = 'onRequest' | 'preValidation' | 'preHandler' | 'onSend';
type Hook<K extends HookName> = Exclude<RouteOptions[K], undefined | unknown[]>;

/** Puts a hook before those that the route brings along. */
export function prepend<K extends HookName>(route: RouteOptions, name: K, hook: Hook<K>): void {
  const present = route[name];
  const list = present === undefined ? [] : Array.isArray(present) ? present : [present];
  Object.assign(route, { [name]: [hook, ...list] });
}
