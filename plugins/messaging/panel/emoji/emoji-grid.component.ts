import { baseStyles, controlStyles, TbElement, WidgetController } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { emojiGridMessages } from './emoji-messages.js';
import type { EmojiEntry, EmojiTable } from './emoji-search.js';
import { quickReactions } from './quick-reactions.js';

const columns = 8;

/** A searchable grid of emoji: one tab stop for the field, one for the grid, arrows move by row and column. */
export class TbEmojiGrid extends TbElement {
  static override readonly tag = 'tb-emoji-grid';
  static override properties: PropertyDeclarations = {
    chosen: { attribute: false },
    table: { attribute: false },
    _query: { state: true },
    _current: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto auto minmax(0, 1fr);
        inline-size: min(328px, calc(100vw - 16px));
        max-block-size: 360px;
      }
      .quick {
        border-block-end: 1px solid var(--tb-color-border);
        display: grid;
        grid-template-columns: repeat(8, 1fr);
        padding: 6px 8px;
      }
      .top {
        padding: 8px 8px 4px;
      }
      .scroller {
        overflow: auto;
        padding: 0 8px 8px;
        scrollbar-width: thin;
      }
      h3 {
        background: var(--tb-color-bg);
        color: var(--tb-color-text-muted);
        font-size: 12px;
        font-weight: 600;
        inset-block-start: 0;
        margin: 0;
        padding: 6px 2px 3px;
        position: sticky;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(8, 1fr);
      }
      section {
        content-visibility: auto;
        contain-intrinsic-block-size: auto 300px;
      }
      .emoji {
        aspect-ratio: 1;
        background: none;
        border: 0;
        border-radius: 8px;
        cursor: pointer;
        font-size: 21px;
        line-height: 1;
        min-inline-size: 0;
        padding: 0;
      }
      .emoji:hover {
        background: var(--tb-color-hover);
      }
      .emoji:focus-visible {
        outline-offset: -2px;
      }
      .none {
        color: var(--tb-color-text-muted);
        margin: 0;
        padding: 24px;
        text-align: center;
      }
    `,
  ];

  /** Called with the emoji that was chosen. */
  declare chosen: (emoji: string) => void;
  /** What there is to choose from. */
  declare table: EmojiTable;
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(emojiGridMessages);
  private _query = '';
  private _current = 0;

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('_query')) this._current = 0;
  }

  protected override render(): unknown {
    const found = this._query.trim() ? this.table.search(this._query) : undefined;
    return html`<div class="quick" role="group" aria-label=${this.#t('quick')} @click=${this.#onClick}>
        ${quickReactions.map((emoji) => {
          const name = this.table.nameOf(emoji) ?? emoji;
          return html`<button type="button" class="emoji" data-emoji=${emoji} aria-label=${name} title=${name}>${emoji}</button>`;
        })}
      </div>
      <div class="top"><input class="input" type="search" aria-label=${this.#t('search')} placeholder=${this.#t('search')}
        @input=${this.#onInput} @keydown=${this.#onFieldKey} /></div>
      <div class="scroller" @click=${this.#onClick} @keydown=${this.#onGridKey}>
        ${found ? this.#renderFound(found) : this.#renderGroups()}
      </div>`;
  }

  #renderFound(found: readonly EmojiEntry[]): TemplateResult {
    return found.length
      ? html`<div class="grid" role="group" aria-label=${this.#t('results')}>${found.map((entry, index) => this.#renderEmoji(entry, index))}</div>`
      : html`<p class="none" role="status">${this.#t('nothing')}</p>`;
  }

  #renderGroups(): TemplateResult[] {
    let index = 0;
    const { entries: all } = this.table;
    return [...new Set(all.map((entry) => entry.group))].map((group) => {
      const entries = all.filter((entry) => entry.group === group);
      return html`<section aria-label=${this.#t(group)}><h3 aria-hidden="true">${this.#t(group)}</h3>
        <div class="grid">${entries.map((entry) => this.#renderEmoji(entry, index++))}</div></section>`;
    });
  }

  #renderEmoji({ emoji, name }: EmojiEntry, index: number): TemplateResult {
    return html`<button type="button" class="emoji" data-emoji=${emoji} data-index=${index} aria-label=${name} title=${name}
      tabindex=${index === this._current ? 0 : -1}>${emoji}</button>`;
  }

  readonly #onInput = (event: Event): void => {
    this._query = (event.target as HTMLInputElement).value;
  };

  readonly #onClick = (event: Event): void => {
    const emoji = (event.target as Element).closest<HTMLElement>('[data-emoji]')?.dataset.emoji;
    if (emoji) this.chosen(emoji);
  };

  readonly #onFieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') this.#focus(0);
    else if (event.key === 'Enter') this.renderRoot.querySelector<HTMLElement>('.scroller .emoji')?.click();
    else return;
    event.preventDefault();
  };

  readonly #onGridKey = (event: KeyboardEvent): void => {
    const at = Number((event.target as HTMLElement).dataset.index ?? -1);
    if (at < 0) return;
    const forward = this.matches(':dir(rtl)') ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: forward,
      ArrowLeft: -forward,
      ArrowDown: columns,
      ArrowUp: -columns,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (at + step < 0) this.renderRoot.querySelector('input')?.focus();
    else this.#focus(at + step);
  };

  #focus(index: number): void {
    const target = this.renderRoot.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (!target) return;
    this._current = index;
    target.focus();
  }
}
