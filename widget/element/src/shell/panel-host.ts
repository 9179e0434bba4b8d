import { define, type ElementClass, type PanelDefinition, type PanelElement } from '@teambrain/widget-kit';

/** A panel that needs no code. */
export interface PagePanel extends PanelDefinition {
  create(): PanelElement;
}

interface Slot {
  element: PanelElement | null;
  error: unknown;
  loading: Promise<PanelElement | null> | null;
}

/** Loads panels when they are first needed, and keeps their elements: a tab that comes back is as it was left. */
export class PanelHost {
  readonly #slots = new Map<string, Slot>();
  readonly #widget: HTMLElement;
  readonly #changed: () => void;

  constructor(widget: HTMLElement, changed: () => void) {
    this.#widget = widget;
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

  /** Hands the page's children on to the panels that have slots of their names. */
  passSlots(): void {
    for (const { element } of this.#slots.values()) {
      if (element) passSlots(this.#widget, element);
    }
  }

  async #make(panel: PanelDefinition, slot: Slot): Promise<PanelElement | null> {
    try {
      slot.element = (await (panel as Partial<PagePanel>).create?.()) ?? (await this.#create(panel));
      slot.error = null;
    } catch (error) {
      slot.error = error;
    }
    slot.loading = null;
    this.#changed();
    return slot.element;
  }

  async #create(panel: PanelDefinition): Promise<PanelElement> {
    const loaded = await panel.load();
    define(loaded);
    const element = document.createElement(loaded.tag) as PanelElement;
    element.dataset.panel = panel.name;
    element.setAttribute('part', `panel-${panel.name}`);
    if (loaded.parts) element.setAttribute('exportparts', loaded.parts);
    passSlots(this.#widget, element);
    return element;
  }
}

/** A slot that the page does not fill is not handed on: it would hide what stands there otherwise. */
function passSlots(widget: HTMLElement, panel: PanelElement): void {
  for (const name of (panel.constructor as ElementClass).slots ?? []) {
    const filled = [...widget.children].some(({ slot }) => slot === name);
    const passed = [...panel.children].find(({ slot }) => slot === name);
    if (!filled) passed?.remove();
    else if (!passed) panel.append(Object.assign(document.createElement('slot'), { name, slot: name }));
  }
}
