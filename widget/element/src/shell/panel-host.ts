import { define, type PanelDefinition, type PanelElement } from '@teambrain/widget-kit';

interface Slot {
  element: PanelElement | null;
  error: unknown;
  loading: Promise<PanelElement | null> | null;
}

/** Loads panels when they are first needed, and keeps their elements: a tab that comes back is as it was left. */
export class PanelHost {
  readonly #slots = new Map<string, Slot>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  element(name: string): PanelElement | null {
    return this.#slots.get(name)?.element ?? null;
  }

  error(name: string): unknown {
    return this.#slots.get(name)?.error ?? null;
  }

  /** The panel's element, loading its code the first time. Null where that failed; `error` says why. */
  load(panel: PanelDefinition): Promise<PanelElement | null> {
    const slot = this.#slots.get(panel.name) ?? { element: null, error: null, loading: null };
    this.#slots.set(panel.name, slot);
    if (slot.element) return Promise.resolve(slot.element);
    slot.loading ??= this.#make(panel, slot);
    return slot.loading;
  }

  retry(panel: PanelDefinition): void {
    const slot = this.#slots.get(panel.name);
    if (slot) slot.error = null;
    void this.load(panel);
    this.#changed();
  }

  clear(): void {
    this.#slots.clear();
  }

  async #make(panel: PanelDefinition, slot: Slot): Promise<PanelElement | null> {
    try {
      const loaded = await panel.load();
      define(loaded);
      slot.element = document.createElement(loaded.tag) as PanelElement;
      slot.element.dataset.panel = panel.name;
      slot.element.setAttribute('part', `panel-${panel.name}`);
      slot.error = null;
    } catch (error) {
      slot.error = error;
    }
    slot.loading = null;
    this.#changed();
    return slot.element;
  }
}
