import { infoIcon } from '@teambrain/widget-kit';
import type { ReactiveController } from 'lit';
import type { PagePanel } from './panel-host.js';
import type { ShellElement } from './shell-element.js';

const prefix = 'panel-';

/**
 * What the page puts into the tag: `<div slot="panel-status" title="Status">` is a tab of its own, and children for the
 * slots of panels are handed on to them. Follows what the page adds and takes away.
 */
export class PagePanels implements ReactiveController {
  panels: readonly PagePanel[] = [];
  readonly #host: ShellElement;
  #observer: MutationObserver | undefined;

  constructor(host: ShellElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new MutationObserver(() => this.#read());
    this.#observer.observe(this.#host, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['slot', 'title', 'aria-label'],
    });
    this.#read();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  #read(): void {
    this.#host.panelHost.passSlots();
    const filled = [...this.#host.children].filter(({ slot }) => slot.startsWith(prefix));
    const names = new Set(filled.map(({ slot }) => slot.slice(prefix.length)));
    this.panels = [...names].map((name) => {
      const child = filled.find(({ slot }) => slot === prefix + name);
      const label = child?.getAttribute('aria-label') || child?.getAttribute('title') || name;
      return {
        name,
        plugin: '',
        label: { name: `page.${name}`, messages: { label } },
        icon: infoIcon,
        order: Number.POSITIVE_INFINITY,
        create: () => Object.assign(document.createElement('slot'), { name: prefix + name }),
        load: () => Promise.reject(new Error('a panel of the page has no code')),
      };
    });
    this.#host.requestUpdate();
  }
}
