import { adoptStyles } from '@teambrain/widget-kit';
import type { nothing, TemplateResult } from 'lit';
import { applyCompletion, type CompletionTrigger, findTrigger } from './completion.js';
import {
  renderSuggestions,
  type Suggestion,
  type SuggestionSource,
  suggestionStyles,
} from './suggestions.js';

/** The field as its completion sees it. */
export interface CompletingHost {
  readonly field: HTMLTextAreaElement | null;
  readonly suggest: SuggestionSource | undefined;
  readonly renderRoot: HTMLElement | DocumentFragment;
  requestUpdate(): void;
  /** Says how many suggestions there are, and what their list is called. */
  announceSuggestions(count: number): void;
  readonly suggestionsLabel: string;
  /** Takes the text with the completion in it. */
  complete(text: string, caret: number, suggestion: Suggestion): void;
}

/** Suggestions for what stands before the caret: people, rooms, emoji, commands. Loads with the first sign that asks for it. */
export class Completing {
  readonly #host: CompletingHost;
  #suggestions: readonly Suggestion[] = [];
  #trigger: CompletionTrigger | undefined;
  #asked = 0;
  active = 0;

  constructor(host: CompletingHost) {
    this.#host = host;
    adoptStyles(host.renderRoot as ShadowRoot, [suggestionStyles]);
  }

  get open(): boolean {
    return this.#suggestions.length > 0;
  }

  async lookUp(): Promise<void> {
    const { field, suggest } = this.#host;
    const trigger = field && suggest ? findTrigger(field.value, field.selectionEnd) : undefined;
    const ask = ++this.#asked;
    if (!trigger || !suggest) return this.close();
    const found = await suggest(trigger);
    if (ask !== this.#asked) return;
    this.#trigger = trigger;
    this.active = 0;
    if (found.length !== this.#suggestions.length) this.#host.announceSuggestions(found.length);
    this.#suggestions = found;
    this.#host.requestUpdate();
  }

  close(): void {
    this.#asked++;
    this.#trigger = undefined;
    if (!this.open) return;
    this.#suggestions = [];
    this.#host.requestUpdate();
  }

  /** Answers whether the key was meant for the list. */
  take(event: KeyboardEvent): boolean {
    const count = this.#suggestions.length;
    if (!count) return false;
    if (event.key === 'ArrowDown') this.active = (this.active + 1) % count;
    else if (event.key === 'ArrowUp') this.active = (this.active + count - 1) % count;
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) this.#choose(this.active);
    else if (event.key === 'Escape') this.close();
    else return false;
    this.#host.requestUpdate();
    return true;
  }

  render(): TemplateResult | typeof nothing {
    const { suggestionsLabel } = this.#host;
    return renderSuggestions(this.#suggestions, this.active, suggestionsLabel, (index) =>
      this.#choose(index),
    );
  }

  /** Keeps the active one in view. */
  updated(): void {
    if (this.open) {
      this.#host.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    }
  }

  #choose(index: number): void {
    const suggestion = this.#suggestions[index];
    const { field } = this.#host;
    if (!suggestion || !this.#trigger || !field) return;
    const next = applyCompletion(field.value, this.#trigger, suggestion.insert);
    this.close();
    this.#host.complete(next.text, next.caret, suggestion);
  }
}
