import type { PermissionDefinition, PermissionRow } from './contract.js';

/** The declared rights of all plugins, by name. */
export function createPermissionTable() {
  const rows = new Map<string, PermissionRow>();

  return {
    add(plugin: string, definitions: readonly PermissionDefinition[]): void {
      for (const definition of definitions) {
        const taken = rows.get(definition.name);
        if (taken)
          throw new Error(
            `permission "${definition.name}" of plugin "${plugin}" is already declared by "${taken.plugin}"`,
          );
        rows.set(definition.name, { ...definition, plugin });
      }
    },
    /** Throws for a name nobody declared: an operation that names it is a mistake in code, never an input. */
    get(name: string): PermissionRow {
      const row = rows.get(name);
      if (!row) throw new Error(`permission "${name}" is not declared by any plugin`);
      return row;
    },
    ofScope(scope: string): PermissionRow[] {
      return [...rows.values()].filter((row) => row.scope === scope);
    },
    all(): readonly PermissionRow[] {
      return [...rows.values()];
    },
  };
}

export type PermissionTable = ReturnType<typeof createPermissionTable>;
