import { type PanelDefinition, type PanelPlacement, registeredPanels } from '@teambrain/widget-kit';

/**
 * The tabs, in order: those that the host named, else all; of these the ones whose plugin is on for this actor, and the
 * `own` ones that the page brings by itself.
 */
export function tabPanels(
  named: string,
  features: ReadonlySet<string>,
  own: readonly PanelDefinition[] = [],
): PanelDefinition[] {
  const names = named.split(/\s+/).filter(Boolean);
  // Before the server said what it offers, the tabs stand as asked; they are not drawn until then.
  const offered = registeredPanels().filter(
    ({ placement, plugin }) =>
      (placement ?? 'tab') === 'tab' && (features.size === 0 || features.has(plugin)),
  );
  const all = [...offered, ...own];
  return names.length === 0 ? all : names.flatMap((name) => all.find((panel) => panel.name === name) ?? []);
}

export function placedPanel(
  placement: PanelPlacement,
  features: ReadonlySet<string>,
): PanelDefinition | undefined {
  return registeredPanels().find((panel) => panel.placement === placement && features.has(panel.plugin));
}
