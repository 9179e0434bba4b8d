import {
  baseStyles,
  controlStyles,
  searchIcon,
  TbAvatar,
  TbElement,
  TbEmpty,
  TbError,
  TbSpinner,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { MessageHit } from '../../shared/types.js';
import type { ChatPort } from './chat-port.js';
import { renderResult } from './result-row.js';
import { resultStyles } from './results.styles.js';

const pageSize = 20;
const typingPauseMs = 250;

/** Finds messages of the room. Results show the text around the match and lead to the message. */
export class TbMessageSearch extends TbElement {
  static override readonly tag = 'tb-message-search';
  static override readonly dependencies = [TbAvatar, TbEmpty, TbError, TbSpinner];
  static override properties: PropertyDeclarations = {
    port: { attribute: false },
    revision: { attribute: false },
    query: { attribute: false },
    _hits: { state: true },
    _next: { state: true },
    _busy: { state: true },
    _error: { state: true },
  };
  static override styles = [baseStyles, controlStyles, resultStyles];

  declare port: ChatPort;
  revision = 0;
  query = '';
  private _hits: readonly MessageHit[] | undefined;
  private _next: string | null = null;
  private _busy = false;
  private _error: unknown;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;
  /** What stands in the field is looked for after a pause, what the panel asks for at once. */
  #typed = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('query') && this.query !== this.#typed && this.query) void this.#run();
  }

  async #run(cursor?: string): Promise<void> {
    const ask = ++this.#asked;
    const query = this.query.trim();
    this._error = undefined;
    if (!query) {
      this._hits = undefined;
      this._busy = false;
      return;
    }
    this._busy = true;
    try {
      const page = await this.port.session.room?.messages.search(query, {
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      });
      if (ask !== this.#asked || !page) return;
      this._hits = cursor ? [...(this._hits ?? []), ...page.items] : page.items;
      this._next = page.nextCursor;
    } catch (error) {
      if (ask === this.#asked) this._error = error;
    } finally {
      if (ask === this.#asked) this._busy = false;
    }
  }

  readonly #onInput = (event: Event): void => {
    this.query = this.#typed = (event.target as HTMLInputElement).value;
    this.#asked++;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), typingPauseMs);
  };

  protected override render(): unknown {
    const { port, _hits: hits } = this;
    if (!port) return nothing;
    const m = port.more;
    const label = m('searchHere');
    return html`<div class="top">
        <input class="input" type="search" aria-label=${label} placeholder=${label} .value=${this.query}
          @input=${this.#onInput} />
        <div class="count" role="status">${
          hits && !this._busy
            ? m('searchCount', { count: hits.length, more: this._next ? '+' : '' })
            : nothing
        }</div>
      </div>
      ${this.#renderResults(hits)}`;
  }

  #renderResults(hits: readonly MessageHit[] | undefined): unknown {
    const m = this.port.more;
    if (this._error) {
      return html`<tb-error .heading=${m('searchFailed')} .error=${this._error} @retry=${() => this.#run()}></tb-error>`;
    }
    if (this._busy && !hits?.length) return html`<div class="middle"><tb-spinner></tb-spinner></div>`;
    if (!hits)
      return html`<tb-empty .heading=${m('searchEmpty')} .icon=${searchIcon}>${m('searchEmptyText')}</tb-empty>`;
    if (!hits.length) {
      return html`<tb-empty .heading=${m('searchNothing')} .icon=${searchIcon}>${m('searchNothingText')}</tb-empty>`;
    }
    return html`<ul class="results">${hits.map((hit) => this.#renderHit(hit))}</ul>
      ${
        this._next
          ? html`<div class="more"><button type="button" class="button" @click=${() => this.#run(this._next ?? undefined)}
              >${m('searchMore')}</button></div>`
          : nothing
      }`;
  }

  #renderHit({ message, snippet, matches }: MessageHit): TemplateResult {
    return renderResult({
      message,
      locale: this.port.widget.state.locale,
      text: markMatches(snippet, matches),
      open: () => void this.port.jump(message.id, message.seq),
    });
  }
}

/** The snippet with its matches marked. Offsets that overlap or lie outside are dropped. */
export function markMatches(snippet: string, matches: readonly [number, number][]): unknown[] {
  const parts: unknown[] = [];
  let at = 0;
  for (const [start, end] of [...matches].sort((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > snippet.length) continue;
    parts.push(snippet.slice(at, start), html`<mark>${snippet.slice(start, end)}</mark>`);
    at = end;
  }
  parts.push(snippet.slice(at));
  return parts;
}
