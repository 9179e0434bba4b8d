import { baseStyles, controlStyles, TbElement } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';

/** Something that can be picked. `hint` is searched too. */
export interface PickerItem {
  readonly id: string;
  readonly text: string;
  readonly hint?: string | undefined;
}

const shownItems = 50;

/**
 * A text field that finds one of many by typing: arrow keys, Enter picks, Esc shuts the list and nothing else. With `value`
 * it shows what is picked; without one it empties itself for the next.
 * @fires pick - `detail`: the id.
 */
export class TbEventPicker extends TbElement {
  static override readonly tag = 'tb-event-picker';
  static override properties: PropertyDeclarations = {
    label: {},
    placeholder: {},
    none: {},
    value: {},
    items: { attribute: false },
    error: {},
    _query: { state: true },
    _at: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: block;
      }
      ul {
        background: var(--tb-color-bg);
        border: 1px solid var(--tb-color-field);
        border-radius: calc(var(--tb-radius) * 0.67);
        list-style: none;
        margin: 0;
        max-block-size: 190px;
        overflow: auto;
        padding: 4px;
      }
      li {
        border-radius: 6px;
        cursor: pointer;
        display: flex;
        flex-wrap: wrap;
        gap: 0 8px;
        min-block-size: max(32px, var(--tb-target));
        align-items: center;
        padding: 4px 8px;
      }
      li[aria-selected='true'] {
        background: var(--tb-color-accent-soft);
        outline: 1px solid var(--tb-color-accent);
      }
      .none {
        margin: 0;
      }
      @media (forced-colors: active) {
        li[aria-selected='true'] {
          outline: 2px solid Highlight;
        }
      }
    `,
  ];

  label = '';
  placeholder = '';
  /** Said when nothing is found. */
  none = '';
  value = '';
  items: readonly PickerItem[] = [];
  error = '';
  /** Undefined while the list is shut. */
  private _query: string | undefined;
  private _at = 0;

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  get #found(): PickerItem[] {
    const words = (this._query ?? '')
      .toLocaleLowerCase()
      .split(/[\s_/]+/)
      .filter(Boolean);
    const found: PickerItem[] = [];
    for (const item of this.items) {
      const text = `${item.text} ${item.hint ?? ''}`.toLocaleLowerCase().replaceAll('_', ' ');
      if (words.every((word) => text.includes(word))) found.push(item);
      if (found.length >= shownItems) break;
    }
    return found;
  }

  protected override render(): TemplateResult {
    const open = this._query !== undefined;
    const found = open ? this.#found : [];
    const at = Math.min(this._at, found.length - 1);
    return html`<div class="field" @focusout=${this.#left}>
      <label for="input">${this.label}</label>
      <input class="input" id="input" role="combobox" autocomplete="off" dir=${(this._query ?? this.value) ? 'auto' : nothing} aria-autocomplete="list"
        aria-expanded=${open && found.length > 0 ? 'true' : 'false'} aria-controls="list"
        aria-activedescendant=${open && found[at] ? `item-${at}` : nothing}
        aria-invalid=${this.error ? 'true' : nothing} aria-describedby=${this.error ? 'error' : nothing}
        placeholder=${this.placeholder || this.value || nothing} .value=${this._query ?? this.value}
        @input=${this.#typed} @click=${this.#opened} @keydown=${this.#keyDown} />
      ${this.error ? html`<span class="error" id="error">${this.error}</span>` : nothing}
      ${open && found.length === 0 ? html`<p class="none hint" role="status">${this.none}</p>` : nothing}
      <ul id="list" role="listbox" aria-label=${this.label} ?hidden=${found.length === 0}>${found.map(
        (
          item,
          index,
        ) => html`<li id="item-${index}" role="option" aria-selected=${index === at ? 'true' : 'false'}
          @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => this.#pick(item)}>
          <bdi>${item.text}</bdi>${item.hint ? html`<bdi class="hint">${item.hint}</bdi>` : nothing}</li>`,
      )}</ul>
    </div>`;
  }

  protected override updated(): void {
    this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  readonly #typed = (event: Event): void => {
    this._query = (event.target as HTMLInputElement).value;
    this._at = 0;
  };

  readonly #opened = (event: Event): void => {
    if (this._query !== undefined) return;
    this._query = '';
    this._at = 0;
    const input = event.target as HTMLInputElement;
    void this.updateComplete.then(() => input.select());
  };

  readonly #left = (): void => {
    this._query = undefined;
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    // Enter belongs to the input method while one is composing.
    if (event.isComposing || event.keyCode === 229) return;
    const open = this._query !== undefined;
    const found = open ? this.#found : [];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) {
        this.#opened(event);
        return;
      }
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this._at = (Math.min(this._at, found.length - 1) + step + found.length) % Math.max(found.length, 1);
    } else if (event.key === 'Enter') {
      // Never the form around it: that saves.
      event.preventDefault();
      const item = found[Math.min(this._at, found.length - 1)];
      if (item) this.#pick(item);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      this._query = undefined;
    }
  };

  #pick({ id }: PickerItem): void {
    this._query = undefined;
    this.dispatchEvent(new CustomEvent('pick', { detail: id }));
  }
}
