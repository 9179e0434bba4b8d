import type { PanelDefinition } from '@teambrain/widget-kit';
import type { ReactiveController } from 'lit';
import type { ShellElement } from './shell-element.js';

interface Watching {
  /** Absent while its code is on its way. */
  stop?: () => void;
}

/** Lets the panels that have tabs hear of what happens while another one is on show, and keeps which of them have news. */
export class PanelWatches implements ReactiveController {
  readonly marked = new Set<string>();
  readonly #host: ShellElement;
  readonly #watching = new Map<string, Watching>();

  constructor(host: ShellElement) {
    this.#host = host;
  }

  hostUpdate(): void {
    const { widgetContext, tabPanels, currentPanel } = this.#host;
    const { features, visible } = widgetContext.state;
    if (visible && currentPanel) this.marked.delete(currentPanel.name);
    const wanted = features.size > 0 ? tabPanels.filter(({ watch }) => watch) : [];
    for (const name of this.#watching.keys()) {
      if (wanted.some((panel) => panel.name === name)) continue;
      this.#stop(name);
      this.marked.delete(name);
    }
    for (const panel of wanted) if (!this.#watching.has(panel.name)) void this.#start(panel);
  }

  hostDisconnected(): void {
    for (const name of this.#watching.keys()) this.#stop(name);
  }

  clear(): void {
    this.marked.clear();
  }

  async #start({ name, watch }: PanelDefinition): Promise<void> {
    const watching: Watching = {};
    this.#watching.set(name, watching);
    const loaded = await watch?.().catch(() => {});
    if (this.#watching.get(name) !== watching) return;
    // A chunk that did not come may come the next time.
    if (!loaded) this.#watching.delete(name);
    else watching.stop = loaded.watch(this.#host.widgetContext, () => this.#mark(name));
  }

  #stop(name: string): void {
    this.#watching.get(name)?.stop?.();
    this.#watching.delete(name);
  }

  #mark(name: string): void {
    this.marked.add(name);
    this.#host.requestUpdate();
  }
}
