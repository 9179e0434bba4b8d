import { avatar, formatDate } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../../shared/types.js';

export interface ResultRow {
  message: Message;
  locale: string;
  /** What of its text is shown. */
  text: unknown;
  /** Stands below the text. */
  note?: string;
  open(): void;
}

/** A message in a list of found, pinned or answered ones: who, when, what, and the way to it. */
export function renderResult({ message, locale, text, note, open }: ResultRow): TemplateResult {
  const { author, createdAt } = message;
  return html`<li><button type="button" class="result" @click=${open}>
    ${avatar(author, { size: 28 })}
    <span class="who"><bdi>${author.displayName || author.username}</bdi>
      <time class="muted" datetime=${createdAt}>${formatDate(createdAt, 'date', locale)}</time></span>
    <span class="what" dir="auto">${text}</span>
    ${note ? html`<span class="note">${note}</span>` : nothing}
  </button></li>`;
}
