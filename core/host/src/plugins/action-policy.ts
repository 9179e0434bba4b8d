import { BootError } from './boot-error.js';
import type { Operation } from './operation.js';
import type { InventoryEntry } from './route-policy.js';

export interface DeclaredAction {
  plugin: string;
  operation: Operation;
}

/** Refuses an action without a route of the same operation and right: sockets and HTTP must pass the same checks. */
export function checkActions(actions: readonly DeclaredAction[], inventory: readonly InventoryEntry[]): void {
  for (const { plugin, operation } of actions) {
    const route = inventory.find((entry) => entry.operation.id === operation.id);
    if (!route)
      throw new BootError(
        'action_without_route',
        `plugin "${plugin}", action "${operation.id}": no route declares this operation; give both the same object`,
        { plugin },
      );
    if (
      route.operation.permission !== operation.permission ||
      route.operation.resource !== operation.resource
    )
      throw new BootError(
        'operation_clash',
        `plugin "${plugin}", action "${operation.id}": asks for another right than its route; share one object`,
        { plugin },
      );
  }
}
