import { baseStyles, controlStyles, TbElement } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from './playground-messages.js';
import type { Report } from './site/bridge.js';
import { cancelableEvents } from './site/events.js';

export interface Entry extends Report {
  readonly id: number;
  readonly at: Date;
}

/** What the widget told the page, newest first, with the calls between. */
export class TbPlaygroundLog extends TbElement {
  static override readonly tag = 'tb-playground-log';
  static override properties: PropertyDeclarations = {
    entries: { attribute: false },
    refused: { attribute: false },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 16px;
        padding: 8px 14px;
        border-block-end: 1px solid var(--tb-color-border);
      }
      .bar label {
        display: flex;
        align-items: center;
        gap: 6px;
      }
      input {
        inline-size: 18px;
        block-size: 18px;
        margin: 0;
        accent-color: var(--tb-color-accent);
      }
      .bar .button {
        margin-inline-start: auto;
      }
      ol,
      p {
        margin: 0;
        padding: 8px 14px;
      }
      ol {
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 5.25rem minmax(7.5rem, 11.25rem) minmax(0, 1fr);
        gap: 4px 12px;
        align-items: baseline;
        padding-block: 5px;
        border-block-end: 1px solid var(--tb-color-border);
        font-size: 0.8125rem;
      }
      time {
        color: var(--tb-color-text-muted);
        font-variant-numeric: tabular-nums;
      }
      code,
      pre {
        font-family: var(--tb-font-mono);
        font-size: 0.7812rem;
      }
      .call {
        color: var(--tb-color-accent);
      }
      .failure {
        color: var(--tb-color-danger);
      }
      summary {
        overflow: hidden;
        cursor: pointer;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--tb-color-text-muted);
      }
      pre {
        margin: 4px 0;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      @media (max-width: 35em) {
        li {
          grid-template-columns: 5.25rem minmax(0, 1fr);
        }
        details {
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  entries: readonly Entry[] = [];
  refused: ReadonlySet<string> = new Set();

  protected override render(): unknown {
    return html`<div class="bar">
        ${cancelableEvents.map(
          (
            name,
          ) => html`<label><input type="checkbox" .checked=${this.refused.has(name)} @change=${() => this.#refuse(name)} />
            ${t('refuse', { event: name })}</label>`,
        )}
        <button type="button" class="button small" ?disabled=${this.entries.length === 0} @click=${this.#clear}>${t('clear')}</button>
      </div>
      ${
        this.entries.length === 0
          ? html`<p class="muted">${t('noEvents')}</p>`
          : html`<ol class="scroll" tabindex="0" aria-label=${t('events')}>
              ${repeat(
                this.entries,
                ({ id }) => id,
                (entry) => renderEntry(entry),
              )}
            </ol>`
      }`;
  }

  #refuse(name: string): void {
    const refused = new Set(this.refused);
    if (!refused.delete(name)) refused.add(name);
    this.dispatchEvent(new CustomEvent('refuse', { detail: refused }));
  }

  readonly #clear = (): void => {
    this.dispatchEvent(new Event('clear'));
  };
}

function renderEntry({ kind, name, detail, at }: Entry): unknown {
  return html`<li>
    <time datetime=${at.toISOString()}>${at.toLocaleTimeString([], { hour12: false })}.${String(at.getMilliseconds()).padStart(3, '0')}</time>
    <code class=${kind}>${name}</code>
    ${detail ? html`<details><summary>${detail}</summary><pre>${pretty(detail)}</pre></details>` : nothing}
  </li>`;
}

function pretty(detail: string): string {
  try {
    return JSON.stringify(JSON.parse(detail), null, 2);
  } catch {
    return detail;
  }
}
