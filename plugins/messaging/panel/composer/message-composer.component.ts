import {
  baseStyles,
  checkIcon,
  closeIcon,
  controlStyles,
  icon,
  sendIcon,
  smileIcon,
  TbAvatar,
  TbElement,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChatTexts } from '../chat-messages.js';
import { applyCompletion, type CompletionTrigger, findTrigger } from './completion.js';
import { composerStyles } from './message-composer.styles.js';
import {
  renderSuggestions,
  type Suggestion,
  type SuggestionSource,
  suggestionStyles,
} from './suggestions.js';

export interface ComposerHost {
  /** Takes the text; answers false when it stays in the field. */
  submit(text: string, mentions: string[]): boolean;
  changed(text: string): void;
  /** Escape. */
  cancel(): void;
  cancelReply?(): void;
  /** ↑ in an empty field. */
  editLast?(): void;
  pickEmoji?(anchor: HTMLElement, insert: (emoji: string) => void): void;
  announce(text: string): void;
}

/** The field that messages are written in, or edited. */
export class TbMessageComposer extends TbElement {
  static override readonly tag = 'tb-message-composer';
  static override readonly dependencies = [TbAvatar];
  static override shadowRootOptions: ShadowRootInit = {
    ...TbElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override properties: PropertyDeclarations = {
    mode: { reflect: true },
    value: { attribute: false },
    label: {},
    replyName: { attribute: false },
    line: { attribute: false },
    closed: { attribute: false },
    maxChars: { attribute: false },
    sendKey: { attribute: false },
    noEmoji: { type: Boolean },
    suggest: { attribute: false },
    host: { attribute: false },
    t: { attribute: false },
    _suggestions: { state: true },
    _active: { state: true },
  };
  static override styles = [baseStyles, controlStyles, composerStyles, suggestionStyles];

  declare host: ComposerHost;
  declare t: ChatTexts;
  mode: 'send' | 'edit' = 'send';
  value = '';
  label = '';
  /** Who is being answered. */
  replyName: string | undefined;
  /** Stands below the field: who types, or a hint. */
  line: unknown = nothing;
  /** Why nobody can write here; shown instead of the field. */
  closed = '';
  maxChars = 0;
  sendKey: 'enter' | 'mod+enter' = 'enter';
  noEmoji = false;
  suggest: SuggestionSource | undefined;

  private _suggestions: readonly Suggestion[] = [];
  private _active = 0;
  #trigger: CompletionTrigger | undefined;
  #asked = 0;
  /** People whose names were put in by completion: the text written for them → their ids. */
  readonly #mentioned = new Map<string, string>();

  get field(): HTMLTextAreaElement | null {
    return this.renderRoot?.querySelector('textarea') ?? null;
  }

  /** Puts text where the caret is. */
  insert(text: string): void {
    const { field } = this;
    if (!field) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    this.#take(field.value);
    field.focus();
  }

  clear(): void {
    this.value = '';
    this.#mentioned.clear();
    this.#closeSuggestions();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('value')) this.#grow();
    if (changed.has('_active')) {
      this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  protected override render(): unknown {
    const { t } = this;
    if (this.closed) return html`<div class="closed">${this.closed}</div>`;
    const open = this._suggestions.length > 0;
    const blocked = !this.value.trim() || this.#over > 0;
    const edit = this.mode === 'edit';
    return html`${renderSuggestions(this._suggestions, this._active, t('suggestions'), (index) => this.#choose(index))}
      <div class="box" part="composer">
        ${
          this.replyName === undefined
            ? nothing
            : html`<div class="reply"><span>${t('replyingTo', { name: this.replyName })}</span>
              <button type="button" class="icon-button" aria-label=${t('cancelReply')}
                @click=${() => this.host.cancelReply?.()}>${icon(closeIcon, 16)}</button></div>`
        }
        <textarea part="input" rows="1" dir="auto" aria-label=${this.label} placeholder=${this.label}
          autocapitalize="sentences" enterkeyhint=${this.sendKey === 'enter' ? 'send' : 'enter'}
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${open ? 'suggestions' : nothing}
          aria-activedescendant=${open ? `option-${this._active}` : nothing} .value=${live(this.value)}
          @input=${this.#onInput} @keydown=${this.#onKeyDown} @click=${this.#onCaret} @blur=${this.#closeSuggestions}
        ></textarea>
        <div class="bottom">
          <div class="line ${this.#over > 0 ? 'over' : ''}">${this.#renderLine()}</div>
          <slot name="actions"></slot>
          ${
            this.noEmoji
              ? nothing
              : html`<button type="button" class="icon-button" aria-label=${t('emoji')} title=${t('emoji')}
                  aria-haspopup="dialog" @click=${this.#onEmoji}>${icon(smileIcon)}</button>`
          }
          ${
            edit
              ? html`<button type="button" class="icon-button" aria-label=${t('cancel')} title=${t('cancel')}
                  @click=${() => this.host.cancel()}>${icon(closeIcon)}</button>`
              : nothing
          }
          <button type="button" class="icon-button primary send" part="send" aria-label=${t(edit ? 'save' : 'send')}
            title=${t(edit ? 'save' : 'send')} aria-disabled=${blocked} @click=${this.#submit}>
            ${icon(edit ? checkIcon : sendIcon)}</button>
        </div>
      </div>`;
  }

  #renderLine(): unknown {
    if (this.#over > 0) return this.t('tooLong', { count: this.#over });
    const left = -this.#over;
    if (this.maxChars && left < this.maxChars / 10) return this.t('charactersLeft', { count: left });
    return this.line;
  }

  /** Characters beyond the limit; negative while some are left. Counted as the server does, by code points. */
  get #over(): number {
    if (!this.maxChars) return 0;
    // A text has at most as many code points as UTF-16 units, so short texts need no counting.
    if (this.value.length < this.maxChars * 0.9) return this.value.length - this.maxChars;
    return [...this.value].length - this.maxChars;
  }

  readonly #onInput = (): void => {
    const { field } = this;
    if (field) this.#take(field.value);
  };

  #take(text: string): void {
    this.value = text;
    this.host.changed(text);
    void this.#lookUp();
  }

  readonly #onCaret = (): void => {
    void this.#lookUp();
  };

  async #lookUp(): Promise<void> {
    const { field } = this;
    const trigger = field && this.suggest ? findTrigger(field.value, field.selectionEnd) : undefined;
    const ask = ++this.#asked;
    if (!trigger || !this.suggest) return this.#closeSuggestions();
    const found = await this.suggest(trigger);
    if (ask !== this.#asked) return;
    this.#trigger = trigger;
    this._active = 0;
    if (found.length !== this._suggestions.length) {
      this.host.announce(this.t('suggestionCount', { count: found.length }));
    }
    this._suggestions = found;
  }

  readonly #closeSuggestions = (): void => {
    this.#asked++;
    this.#trigger = undefined;
    if (this._suggestions.length) this._suggestions = [];
  };

  #choose(index: number): void {
    const suggestion = this._suggestions[index];
    const { field } = this;
    if (!suggestion || !this.#trigger || !field) return;
    const next = applyCompletion(field.value, this.#trigger, suggestion.insert);
    if (suggestion.userId) this.#mentioned.set(suggestion.insert, suggestion.userId);
    this.#closeSuggestions();
    field.value = next.text;
    field.setSelectionRange(next.caret, next.caret);
    this.value = next.text;
    this.host.changed(next.text);
    field.focus();
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    // The key that confirms an input method's proposal is not for us: Chrome says isComposing, Safari only keyCode 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (this._suggestions.length && this.#suggestionKey(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter') this.#onEnter(event);
    else if (event.key === 'Escape') {
      if (this.mode === 'edit') this.host.cancel();
      else if (this.replyName !== undefined) this.host.cancelReply?.();
      else return;
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'ArrowUp' && !this.value && !event.shiftKey && this.host.editLast) {
      event.preventDefault();
      this.host.editLast();
    }
  };

  #onEnter(event: KeyboardEvent): void {
    const mod = event.ctrlKey || event.metaKey;
    const sends = this.sendKey === 'mod+enter' ? mod : !event.shiftKey && !event.altKey;
    if (!sends) return;
    event.preventDefault();
    this.#submit();
  }

  #suggestionKey(event: KeyboardEvent): boolean {
    const count = this._suggestions.length;
    if (event.key === 'ArrowDown') this._active = (this._active + 1) % count;
    else if (event.key === 'ArrowUp') this._active = (this._active + count - 1) % count;
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) this.#choose(this._active);
    else if (event.key === 'Escape') this.#closeSuggestions();
    else return false;
    return true;
  }

  readonly #submit = (): void => {
    const text = this.value.trim();
    if (!text || this.#over > 0) return;
    const mentions = [...this.#mentioned].filter(([name]) => text.includes(name)).map(([, userId]) => userId);
    if (this.host.submit(text, [...new Set(mentions)])) this.clear();
    this.field?.focus();
  };

  readonly #onEmoji = (event: Event): void => {
    this.host.pickEmoji?.(event.currentTarget as HTMLElement, (emoji) => this.insert(emoji));
  };

  /** For engines without `field-sizing: content`. */
  #grow(): void {
    const { field } = this;
    if (!field || globalThis.CSS?.supports?.('field-sizing', 'content')) return;
    field.style.setProperty('height', 'auto');
    field.style.setProperty('height', `${Math.min(160, field.scrollHeight)}px`);
  }
}
