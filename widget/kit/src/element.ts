import { LitElement } from 'lit';
import type { WidgetEventName, WidgetEvents } from './events.js';
import { kitVersion } from './version.js';

/** What {@link define} needs of a class. */
export interface ElementClass {
  new (): HTMLElement;
  readonly tag: string;
  readonly version: string;
  readonly dependencies: readonly ElementClass[];
  /** Of a panel: parts that pages may style, as `exportparts` has them. */
  readonly parts?: string;
  /** Of a panel: slots that pages may fill. */
  readonly slots?: readonly string[];
}

/**
 * Defines the class and everything its templates use. Safe to call again, safe where there is no DOM. A page may carry two
 * copies of the widget: the first one wins, and another version is named in the console instead of throwing.
 */
export function define(element: ElementClass): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (!registry) return;
  for (const dependency of element.dependencies) define(dependency);
  const present = registry.get(element.tag) as Partial<ElementClass> | undefined;
  if (!present) registry.define(element.tag, element);
  else if (present !== element && present.version !== element.version) {
    console.warn(
      `<${element.tag}> ${present.version ?? '(unknown version)'} is already defined on this page; ` +
        `${element.version} is not used. Load one version of the widget.`,
    );
  }
}

/** Base of every element: knows its tag and what it uses, defines safely, emits typed events. */
export class TbElement extends LitElement {
  /** Tag name; every concrete element sets it. */
  static readonly tag: string = '';
  static readonly version: string = kitVersion;
  /** Elements that the template uses; defined together with this one. */
  static readonly dependencies: readonly ElementClass[] = [];

  /** Fires a public event. It bubbles out of every shadow root. Returns false when a listener cancelled it. */
  emit<K extends WidgetEventName>(
    name: K,
    detail: WidgetEvents[K],
    options?: { cancelable?: boolean },
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent(name, {
        detail,
        bubbles: true,
        composed: true,
        cancelable: options?.cancelable ?? false,
      }),
    );
  }
}
