import { TeamBrainElement } from '@teambrain/widget';
import {
  baseStyles,
  checkIcon,
  controlStyles,
  copyIcon,
  icon,
  logoIcon,
  TbElement,
  themeStyles,
} from '@teambrain/widget-kit';
import { html, type PropertyDeclarations } from 'lit';
import { contrast, readableOn } from './contrast.js';
import { type Choice, renderChoice, renderRange, renderSwitch } from './controls.js';
import { createDemoClient } from './demo-client.js';
import { renderHostPage } from './host-page.js';
import { playgroundStyles } from './playground.styles.js';
import { t } from './playground-messages.js';
import { attributesOf, defaults, type Settings, tokensOf } from './settings.js';
import { type SnippetKind, snippet } from './snippets.js';

type PageWidth = 'phone' | 'tablet' | 'full';

/** The widget on a make-believe page, with everything that can be set beside it and the code below. */
export class TbPlayground extends TbElement {
  static override readonly tag = 'tb-playground';
  static override readonly dependencies = [TeamBrainElement];
  static override properties: PropertyDeclarations = {
    settings: { state: true },
    pageTheme: { state: true },
    direction: { state: true },
    pageWidth: { state: true },
    code: { state: true },
    copied: { state: true },
  };
  static override styles = [themeStyles, baseStyles, controlStyles, playgroundStyles];

  protected settings: Settings = defaults;
  protected pageTheme: 'light' | 'dark' = 'light';
  protected direction: 'ltr' | 'rtl' = 'ltr';
  protected pageWidth: PageWidth = 'full';
  protected code: SnippetKind = 'script';
  protected copied = false;
  readonly #client = createDemoClient();

  protected override firstUpdated(): void {
    void this.#widget?.show();
  }

  protected override updated(): void {
    const widget = this.#widget;
    if (!widget) return;
    const tokens = tokensOf(this.settings);
    for (const name of [
      '--tb-color-accent',
      '--tb-color-on-accent',
      '--tb-radius',
      '--tb-font-size',
      '--tb-font',
    ]) {
      const value = tokens.find(([token]) => token === name)?.[1];
      if (value) widget.style.setProperty(name, value);
      else widget.style.removeProperty(name);
    }
    const wanted = new Map(attributesOf(this.settings));
    for (const name of [
      'theme',
      'position',
      'density',
      'layout',
      'label',
      'hotkey',
      'readonly',
      'title-badge',
    ]) {
      const value = wanted.get(name);
      if (value === undefined) widget.removeAttribute(name);
      else widget.setAttribute(name, value);
    }
  }

  get #widget(): TeamBrainElement | null {
    return this.renderRoot.querySelector<TeamBrainElement>('team-brain');
  }

  protected override render(): unknown {
    return html`<aside class="controls">
        <header><span class="mark">${icon(logoIcon, 20)}</span><h1>${t('title')}</h1></header>
        <p class="muted">${t('intro')}</p>
        ${this.#renderLook()} ${this.#renderBehaviour()} ${this.#renderPage()}
        <button type="button" class="button wide" @click=${() => this.#set(defaults)}>${t('reset')}</button>
      </aside>
      <main>
        <section class="preview" aria-label=${t('preview')} data-width=${this.pageWidth} data-theme=${this.pageTheme}
          dir=${this.direction}>
          ${renderHostPage(
            this.settings.mode,
            html`<team-brain .client=${this.#client} .mode=${this.settings.mode}></team-brain>`,
          )}
        </section>
        ${this.#renderCode()}
      </main>`;
  }

  #renderLook(): unknown {
    const { settings } = this;
    const accent = settings.accent || '#4f46e5';
    const onAccent = settings.onAccent || '#ffffff';
    const ratio = contrast(accent, onAccent);
    return html`<fieldset>
      <legend>${t('look')}</legend>
      ${this.#choice('theme', t('theme'), [
        ['auto', t('themeAuto')],
        ['light', t('themeLight')],
        ['dark', t('themeDark')],
        ['system', t('themeSystem')],
      ])}
      <div class="line">
        <label for="accent">${t('accent')}</label>
        <input id="accent" type="color" .value=${accent} @input=${(event: Event) => {
          const color = (event.target as HTMLInputElement).value;
          this.#set({ accent: color, onAccent: readableOn(color) });
        }} />
      </div>
      <div class="line">
        <label for="on-accent">${t('onAccent')}</label>
        <input id="on-accent" type="color" .value=${onAccent} @input=${(event: Event) =>
          this.#set({ accent, onAccent: (event.target as HTMLInputElement).value })} />
      </div>
      <p class=${ratio < 4.5 ? 'error' : 'hint'} role="status">
        ${t(ratio < 4.5 ? 'contrastLow' : 'contrastGood', { ratio: ratio.toFixed(1) })}
      </p>
      ${renderRange(t('radius'), settings.radius, [0, 24], (radius) => this.#set({ radius }))}
      ${renderRange(t('fontSize'), settings.fontSize, [12, 20], (fontSize) => this.#set({ fontSize }))}
      ${this.#choice('font', t('font'), [
        ['', t('fontInherit')],
        ['system', t('fontSystem')],
        ['serif', t('fontSerif')],
        ['mono', t('fontMono')],
      ])}
    </fieldset>`;
  }

  #renderBehaviour(): unknown {
    const { settings } = this;
    return html`<fieldset>
      <legend>${t('behaviour')}</legend>
      ${this.#choice('mode', t('mode'), [
        ['launcher', t('modeLauncher')],
        ['inline', t('modeInline')],
        ['panel', t('modePanel')],
      ])}
      ${this.#choice('position', t('position'), [
        ['end', t('positionEnd')],
        ['start', t('positionStart')],
      ])}
      ${this.#choice('density', t('density'), [
        ['comfortable', t('comfortable')],
        ['compact', t('compact')],
      ])}
      ${this.#choice('layout', t('layout'), [
        ['rows', t('rows')],
        ['bubbles', t('bubbles')],
      ])}
      <div class="field">
        <label for="label">${t('label')}</label>
        <input id="label" class="input" placeholder=${t('labelExample')} .value=${settings.label}
          @input=${(event: Event) => this.#set({ label: (event.target as HTMLInputElement).value })} />
      </div>
      <div class="field">
        <label for="hotkey">${t('hotkey')}</label>
        <input id="hotkey" class="input" placeholder=${t('hotkeyExample')} .value=${settings.hotkey}
          @change=${(event: Event) => this.#set({ hotkey: (event.target as HTMLInputElement).value })} />
      </div>
      ${renderSwitch(t('readonly'), settings.readonly, (readonly) => this.#set({ readonly }))}
      ${renderSwitch(t('titleBadge'), settings.titleBadge, (titleBadge) => this.#set({ titleBadge }))}
    </fieldset>`;
  }

  #renderPage(): unknown {
    return html`<fieldset>
      <legend>${t('page')}</legend>
      ${renderChoice<PageWidth>({
        name: 'width',
        label: t('width'),
        value: this.pageWidth,
        options: [
          ['phone', t('phone')],
          ['tablet', t('tablet')],
          ['full', t('full')],
        ],
        choose: (width) => {
          this.pageWidth = width;
        },
      })}
      ${renderChoice<'light' | 'dark'>({
        name: 'page-theme',
        label: t('pageTheme'),
        value: this.pageTheme,
        options: [
          ['light', t('themeLight')],
          ['dark', t('themeDark')],
        ],
        choose: (theme) => {
          this.pageTheme = theme;
        },
      })}
      ${renderChoice<'ltr' | 'rtl'>({
        name: 'direction',
        label: t('direction'),
        value: this.direction,
        options: [
          ['ltr', t('ltr')],
          ['rtl', t('rtl')],
        ],
        choose: (direction) => {
          this.direction = direction;
        },
      })}
    </fieldset>`;
  }

  #renderCode(): unknown {
    const kinds: [SnippetKind, string][] = [
      ['script', t('codeScript')],
      ['module', t('codeModule')],
      ['npm', t('codeNpm')],
    ];
    return html`<section class="code" aria-label=${t('code')}>
      <div class="code-head">
        ${kinds.map(
          ([
            kind,
            label,
          ]) => html`<button type="button" class="chip" aria-pressed=${kind === this.code ? 'true' : 'false'}
            @click=${() => {
              this.code = kind;
            }}>${label}</button>`,
        )}
        <span class="space"></span>
        <button type="button" class="button small" @click=${this.#copy}>
          ${icon(this.copied ? checkIcon : copyIcon, 16)} <span role="status">${t(this.copied ? 'copied' : 'copy')}</span>
        </button>
      </div>
      <pre tabindex="0" aria-label=${t('code')} class="scroll"><code>${snippet(this.code, this.settings, location.origin)}</code></pre>
    </section>`;
  }

  #choice<K extends 'mode' | 'theme' | 'position' | 'density' | 'layout' | 'font'>(
    name: K,
    label: string,
    options: Choice<Settings[K]>['options'],
  ): unknown {
    return renderChoice<Settings[K]>({
      name,
      label,
      value: this.settings[name],
      options,
      choose: (value) => this.#set({ [name]: value } as Partial<Settings>),
    });
  }

  #set(change: Partial<Settings>): void {
    this.settings = { ...this.settings, ...change };
    this.copied = false;
    if (change.mode === undefined || change.mode === 'inline') return;
    void this.updateComplete.then(() => this.#widget?.show());
  }

  readonly #copy = async (): Promise<void> => {
    const text = snippet(this.code, this.settings, location.origin);
    try {
      await navigator.clipboard.writeText(text);
      this.copied = true;
    } catch {
      const code = this.renderRoot.querySelector('pre code');
      if (code) getSelection()?.selectAllChildren(code);
    }
  };
}
