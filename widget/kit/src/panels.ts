import type { PanelTarget, WidgetContext } from './context.js';
import type { ElementClass } from './element.js';
import type { IconShape } from './icons.js';
import type { Catalog } from './messages.js';

/**
 * Where a panel stands. `tab`: the body of the widget, one at a time. `rooms`: the room switcher below the header's room
 * name, and a column of its own where the widget is wide. `status`: one line below the room name.
 */
export type PanelPlacement = 'tab' | 'rooms' | 'status';

/**
 * Follows what happens while the panel is not on show, and tells it by `widget.actions`; `mark` puts a dot on the tab until
 * the panel is seen. Answers the way to stop.
 */
export type PanelWatch = (widget: WidgetContext, mark: () => void) => () => void;

/** What a plugin brings to the widget. Holds no code of the panel itself: `load` is a lazy chunk. */
export interface PanelDefinition {
  /** Name in `panels=""` and `panel=""`; one word. */
  readonly name: string;
  /** The panel shows only where this plugin is on. */
  readonly plugin: string;
  /** @default 'tab' */
  readonly placement?: PanelPlacement;
  /** A catalog with the key `label`. Keep it apart from the panel's own catalog, which loads with the panel. */
  readonly label: Catalog<{ readonly label: string }>;
  readonly icon: IconShape;
  /** Tabs ascend by it. */
  readonly order: number;
  /** `() => import('./chat-panel.component.js').then((m) => m.ChatPanel)`; the shell defines the class. */
  load(): Promise<ElementClass>;
  /** Code for what the panel hears of before it is opened. Loads after the first view, where the panel has a tab. */
  watch?(): Promise<{ watch: PanelWatch }>;
}

/** What the shell calls on a panel where the panel has it. */
export interface PanelElement extends HTMLElement {
  /** Whether the panel is the one on show. Set by the shell. */
  active?: boolean;
  /** Takes the focus when the widget opens or the tab changes. Answers false where the shell shall keep it in the header. */
  focusPanel?(): boolean | undefined;
  goTo?(target: PanelTarget): Promise<void> | void;
  compose?(text: string, options: { send: boolean }): Promise<void> | void;
  search?(query: string): Promise<void> | void;
  ask?(question: string): Promise<void> | void;
}

const panels = new Map<string, PanelDefinition>();
const listeners = new Set<() => void>();

/** Adds a panel to every widget on the page. A name that is taken is replaced, so that a host can swap an official panel. */
export function registerPanel(panel: PanelDefinition): void {
  panels.set(panel.name, panel);
  for (const listener of [...listeners]) listener();
}

export function registeredPanels(): PanelDefinition[] {
  return [...panels.values()].sort((a, b) => a.order - b.order);
}

export function onPanelsChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
