import {
  baseStyles,
  checkIcon,
  closeIcon,
  icon,
  iconButtonStyles,
  sendIcon,
  smileIcon,
  TbElement,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { ChatTexts } from '../chat-messages.js';
import type { Completing, CompletingHost } from './completing.js';
import { composerStyles } from './message-composer.styles.js';
import type { Suggestion, SuggestionSource } from './suggestions.js';

/** What a completion may begin with, up to the caret: only then is its code loaded. */
const mayComplete = /[@#:/＠＃：]\S*$/;

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
export class TbMessageComposer extends TbElement implements CompletingHost {
  static override readonly tag = 'tb-message-composer';
  static override shadowRootOptions: ShadowRootInit = {
    ...TbElement.shadowRootOptions,
    delegatesFocus: true,
  };
  static override properties: PropertyDeclarations = {
    mode: { reflect: true },
    value: { attribute: false },
    label: {},
    reply: { attribute: false },
    line: { attribute: false },
    closed: { attribute: false },
    maxChars: { attribute: false },
    sendKey: { attribute: false },
    noEmoji: { type: Boolean },
    suggest: { attribute: false },
    files: { attribute: false },
    host: { attribute: false },
    t: { attribute: false },
  };
  static override styles = [baseStyles, iconButtonStyles, composerStyles];

  declare host: ComposerHost;
  declare t: ChatTexts;
  mode: 'send' | 'edit' = 'send';
  value = '';
  label = '';
  /** Above the field: who is being answered. */
  reply: TemplateResult | undefined;
  /** Stands below the field: who types, or a hint. */
  line: unknown = nothing;
  /** Why nobody can write here; shown instead of the field. */
  closed = '';
  maxChars = 0;
  sendKey: 'enter' | 'mod+enter' = 'enter';
  noEmoji = false;
  suggest: SuggestionSource | undefined;
  /** What goes along with the text: nothing, files that are on their way, files that may be sent also without a text. */
  files: 'none' | 'busy' | 'ready' = 'none';

  #completing: Completing | undefined;
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
    this.#completing?.close();
  }

  get suggestionsLabel(): string {
    return this.t('suggestions');
  }

  announceSuggestions(count: number): void {
    this.host.announce(this.t('suggestionCount', { count }));
  }

  complete(text: string, caret: number, { insert, userId }: Suggestion): void {
    const { field } = this;
    if (!field) return;
    if (userId) this.#mentioned.set(insert, userId);
    field.value = text;
    field.setSelectionRange(caret, caret);
    this.value = text;
    this.host.changed(text);
    field.focus();
  }

  protected override updated(changed: PropertyValues): void {
    // The field and not the last drawing says what has to change: what was typed may not have been drawn.
    const { field } = this;
    if (field && field.value !== this.value) field.value = this.value;
    if (changed.has('value')) this.#grow();
    this.#completing?.updated();
  }

  protected override render(): unknown {
    const { t } = this;
    if (this.closed) return html`<div class="closed">${this.closed}</div>`;
    const completing = this.#completing;
    const open = completing?.open;
    const blocked = this.#blocked;
    const edit = this.mode === 'edit';
    return html`${completing?.render()}
      <div class="box" part="composer">
        ${this.reply}
        <textarea part="input" rows="1" dir=${this.value ? 'auto' : nothing} aria-label=${this.label} placeholder=${this.label}
          autocapitalize="sentences" enterkeyhint=${this.sendKey === 'enter' ? 'send' : 'enter'}
          aria-autocomplete="list" aria-haspopup="listbox" aria-controls=${open ? 'suggestions' : nothing}
          aria-activedescendant=${open ? `option-${completing?.active}` : nothing}
          @input=${this.#onInput} @keydown=${this.#onKeyDown} @click=${this.#onCaret} @blur=${this.#onBlur}
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

  get #blocked(): boolean {
    return this.files === 'busy' || this.#over > 0 || !(this.value.trim() || this.files === 'ready');
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
    if (!field || !this.suggest) return;
    if (!this.#completing) {
      if (!mayComplete.test(field.value.slice(0, field.selectionEnd))) return;
      const { Completing } = await import('./completing.js');
      this.#completing ??= new Completing(this);
    }
    await this.#completing.lookUp();
  }

  readonly #onBlur = (): void => this.#completing?.close();

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    // The key that confirms an input method's proposal is not for us: Chrome says isComposing, Safari only keyCode 229.
    if (event.isComposing || event.keyCode === 229) return;
    if (this.#completing?.take(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === 'Enter') this.#onEnter(event);
    else if (event.key === 'Escape') {
      if (this.mode === 'edit') this.host.cancel();
      else if (this.reply) this.host.cancelReply?.();
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

  readonly #submit = (): void => {
    if (this.#blocked) return;
    const text = this.value.trim();
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
