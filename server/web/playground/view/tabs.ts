import { html, type TemplateResult } from 'lit';

export interface Tabs<V extends string> {
  /** Begins the ids of tabs and panels. */
  id: string;
  label: string;
  value: V;
  options: readonly (readonly [value: V, label: unknown])[];
  choose: (value: V) => void;
}

/** A row of tabs with one tab stop: arrows, Home and End move, and what is moved to is chosen. */
export function renderTabs<V extends string>({ id, label, value, options, choose }: Tabs<V>): TemplateResult {
  const keyDown = (event: KeyboardEvent): void => {
    const list = event.currentTarget as HTMLElement;
    const at = options.findIndex(([option]) => option === value);
    const forward = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: at + forward,
      ArrowLeft: at - forward,
      Home: 0,
      End: options.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + options.length) % options.length;
    choose(options[index]?.[0] as V);
    const tabs = list.querySelectorAll<HTMLElement>('[role=tab]');
    tabs[index]?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${keyDown}>
    ${options.map(
      ([option, text]) => html`<button type="button" class="tab" role="tab" id=${`${id}-${option}`}
        aria-selected=${option === value ? 'true' : 'false'} aria-controls=${`${id}-panel`}
        tabindex=${option === value ? '0' : '-1'} @click=${() => choose(option)}>${text}</button>`,
    )}
  </div>`;
}
