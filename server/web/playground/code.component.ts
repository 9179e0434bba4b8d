import { baseStyles, checkIcon, controlStyles, copyIcon, icon, TbElement } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations } from 'lit';
import { t } from './playground-messages.js';
import type { Settings } from './settings/setting.js';
import { highlight } from './snippets/highlight.js';
import { type SnippetKind, snippet, snippetKinds } from './snippets/snippets.js';
import { tabStyles } from './view/tab.styles.js';
import { renderTabs } from './view/tabs.js';

interface Words {
  code: string;
  copy: string;
  copied: string;
}

/** The code for what is set, one kind at a time, to be copied. */
export class TbPlaygroundCode extends TbElement {
  static override readonly tag = 'tb-playground-code';
  static override properties: PropertyDeclarations = {
    settings: { attribute: false },
    kinds: { attribute: false },
    words: { attribute: false },
    kind: { state: true },
    copied: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    tabStyles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
        min-block-size: 0;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 14px;
        border-block-end: 1px solid var(--tb-color-border);
      }
      .tabs {
        flex: 1;
      }
      pre {
        margin: 0;
        padding: 14px 18px;
        font-family: var(--tb-font-mono);
        font-size: 0.7812rem;
        line-height: 1.6;
        white-space: pre;
        /* Code reads from left to right wherever it stands. */
        direction: ltr;
        text-align: left;
        tab-size: 2;
        outline-offset: -3px;
      }
      .comment {
        color: var(--tb-color-text-muted);
      }
      .text {
        color: var(--tb-color-success);
      }
      .word {
        color: light-dark(#9b1c6a, #f0a3d2);
      }
      .tag {
        color: var(--tb-color-accent);
      }
    `,
  ];

  settings: Settings = {};
  /** Kinds of code to choose from. Default: all. */
  kinds: readonly SnippetKind[] = snippetKinds.map(([kind]) => kind);
  /** Its texts, where the page around it speaks another language. */
  words: Words | null = null;
  protected kind: SnippetKind = 'script';
  protected copied = false;

  get #text(): string {
    return snippet(this.kind, this.settings, location.origin);
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!this.kinds.includes(this.kind)) this.kind = this.kinds[0] ?? 'script';
    if (changed.has('settings') || changed.has('kind')) this.copied = false;
  }

  protected override render(): unknown {
    const words = this.words ?? { code: t('code'), copy: t('copy'), copied: t('copied') };
    return html`<div class="bar">
        ${renderTabs<SnippetKind>({
          id: 'code',
          label: words.code,
          value: this.kind,
          options: snippetKinds.filter(([kind]) => this.kinds.includes(kind)),
          choose: (kind) => {
            this.kind = kind;
          },
        })}
        <button type="button" class="button small primary" @click=${this.#copy}>
          ${icon(this.copied ? checkIcon : copyIcon, 16)} ${this.copied ? words.copied : words.copy}
        </button>
        <span class="sr" role="status">${this.copied ? words.copied : ''}</span>
      </div>
      <pre class="scroll" role="tabpanel" id="code-panel" tabindex="0" aria-labelledby=${`code-${this.kind}`}><code>${highlight(this.#text)}</code></pre>`;
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#text);
      this.copied = true;
    } catch {
      // No clipboard without https or permission: the text is selected, so that the keyboard copies it.
      const code = this.renderRoot.querySelector('pre code');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
}
