import {
  baseStyles,
  controlStyles,
  icon,
  linkIcon,
  logoIcon,
  moonIcon,
  refreshIcon,
  sunIcon,
  TbElement,
  themeStyles,
} from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations } from 'lit';
import { applyTheme, themeChoice } from '../src/theme-choice.js';
import { TbPlaygroundCode } from './code.component.js';
import { type Entry, TbPlaygroundLog } from './log.component.js';
import { TbPlaygroundMethods } from './methods.component.js';
import { t } from './playground-messages.js';
import { TbPlaygroundPreview } from './preview.component.js';
import { attributeGroups } from './settings/attributes.js';
import { pageSettings, sites } from './settings/page.js';
import type { Settings } from './settings/setting.js';
import { chosen, fromFragment, toFragment, withChanges } from './settings/settings.js';
import type { PlaygroundHost, Report } from './site/bridge.js';
import { written } from './site/events.js';
import { signHere } from './site/sign.js';
import { demoApp, signDemoToken } from './site/token.js';
import { renderChoice, renderSetting } from './view/controls.js';
import { frameStyles } from './view/frame.styles.js';
import { type IdentityBench, renderIdentity, usesDemo } from './view/identity-view.js';
import { settingStyles } from './view/setting.styles.js';
import { tabStyles } from './view/tab.styles.js';
import { renderTabs } from './view/tabs.js';
import { themeViewStyles } from './view/theme.styles.js';
import { renderTheme } from './view/theme-view.js';

type Part = 'widget' | 'identity' | 'theme';
type Tool = 'code' | 'events' | 'methods';
type View = 'preview' | 'settings' | 'tools';

const keptEntries = 200;

/** The widget on a make-believe site, with everything that can be set beside it and the code below. */
export class TbPlayground extends TbElement {
  static override readonly tag = 'tb-playground';
  static override readonly dependencies = [
    TbPlaygroundPreview,
    TbPlaygroundCode,
    TbPlaygroundLog,
    TbPlaygroundMethods,
  ];
  static override properties: PropertyDeclarations = {
    settings: { state: true },
    tab: { state: true },
    tool: { state: true },
    view: { reflect: true },
    entries: { state: true },
    refused: { state: true },
    secret: { state: true },
    demo: { state: true },
    linked: { state: true },
    dark: { state: true },
  };
  static override styles = [
    themeStyles,
    baseStyles,
    controlStyles,
    tabStyles,
    frameStyles,
    settingStyles,
    themeViewStyles,
  ];

  protected settings: Settings = fromFragment(location.hash);
  protected tab: Part = 'widget';
  protected tool: Tool = 'code';
  /** What a narrow screen shows; a wide one shows all. */
  protected view: View = 'preview';
  protected entries: readonly Entry[] = [];
  protected refused: ReadonlySet<string> = new Set();
  protected secret = '';
  /** Key of the app of the sample data; null until the server has said whether there is one. */
  protected demo: string | undefined | null = null;
  protected linked = false;
  protected dark = isDark();
  #count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.playground = this.#host();
    addEventListener('hashchange', this.#readAddress);
    void demoApp().then((found) => {
      this.demo = found?.app;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    delete window.playground;
    removeEventListener('hashchange', this.#readAddress);
  }

  get #preview(): TbPlaygroundPreview | null {
    return this.renderRoot.querySelector<TbPlaygroundPreview>('tb-playground-preview');
  }

  /** With the app of the sample data where none was named. */
  get #shown(): Settings {
    const { settings, demo } = this;
    return settings.app || !demo ? settings : { ...settings, app: demo };
  }

  #host(): PlaygroundHost {
    const playground = this;
    return {
      get settings() {
        return playground.#shown;
      },
      get refused() {
        return playground.refused;
      },
      token: (signal) => this.#token(signal),
      report: (report) => this.#report(report),
      ready: (site) => this.#preview?.attach(site),
    };
  }

  async #token(signal: AbortSignal): Promise<string> {
    if (usesDemo({ settings: this.settings, demoApp: this.demo ?? undefined }))
      return signDemoToken(this.settings, signal);
    return signHere(this.settings, this.secret);
  }

  protected override render(): unknown {
    return html`<header class="top">
        <a class="brand" href="/"><span class="mark">${icon(logoIcon, 18)}</span><h1>${t('title')}</h1></a>
        <p class="muted intro">${t('intro')}</p>
        <button type="button" class="icon-button" aria-label=${t('theme')} title=${t('theme')} aria-pressed=${this.dark ? 'true' : 'false'}
          @click=${this.#switchTheme}>${icon(this.dark ? sunIcon : moonIcon, 18)}</button>
        <button type="button" class="button small" @click=${this.#copyLink}>${icon(linkIcon, 16)}
          <span>${t(this.linked ? 'linkCopied' : 'link')}</span></button>
        <span class="sr" role="status">${this.linked ? t('linkCopied') : ''}</span>
        <button type="button" class="button small" ?disabled=${Object.keys(this.settings).length === 0}
          @click=${() => this.#replace({})}>${icon(refreshIcon, 16)} <span>${t('reset')}</span></button>
      </header>
      <main>
      <section class="settings" aria-label=${t('settings')}>${this.#renderSettings()}</section>
      <section class="preview" aria-label=${t('preview')}>
        ${this.#renderPageBar()}
        ${this.demo === null ? html`<div></div>` : html`<tb-playground-preview .settings=${this.#shown}></tb-playground-preview>`}
      </section>
      <section class="tools" aria-label=${t('tools')}>${this.#renderTools()}</section>
      </main>
      <nav class="views" aria-label=${t('views')}>${(['preview', 'settings', 'tools'] as const).map(
        (view) =>
          html`<button type="button" aria-pressed=${view === this.view ? 'true' : 'false'} @click=${() => {
            this.view = view;
          }}>${t(view === 'tools' ? 'code' : view)}</button>`,
      )}</nav>`;
  }

  #renderSettings(): unknown {
    return html`<div class="bar">${renderTabs<Part>({
      id: 'part',
      label: t('settings'),
      value: this.tab,
      options: [
        ['widget', t('tabWidget')],
        ['identity', t('tabIdentity')],
        ['theme', t('tabTheme')],
      ],
      choose: (part) => {
        this.tab = part;
      },
    })}</div>
    <div class="controls scroll" role="tabpanel" id="part-panel" tabindex="0" aria-labelledby=${`part-${this.tab}`}>
      ${this.#renderPart()}
    </div>`;
  }

  #renderPart(): unknown {
    const bench = this.#bench;
    if (this.tab === 'identity') return renderIdentity(bench);
    if (this.tab === 'theme') return renderTheme(bench);
    return attributeGroups.map(
      ({ title, settings }) =>
        html`<fieldset><legend>${title}</legend>${settings.map((setting) =>
          renderSetting(bench, setting),
        )}</fieldset>`,
    );
  }

  #renderPageBar(): unknown {
    const fixed = sites.find(({ name }) => name === chosen(this.settings, 'site'))?.scheme === false;
    return html`<div class="bar page-bar" role="group" aria-label=${t('page')}>
      ${pageSettings.map((setting) => {
        const { name, label, field } = setting;
        if (field.kind !== 'choice') return nothing;
        if (name === 'viewport' || name === 'scheme')
          return html`<div ?inert=${name === 'scheme' && fixed} title=${name === 'scheme' && fixed ? t('schemeFixed') : nothing}
            >${renderChoice(this.#bench, setting, field.options, 'bare')}</div>`;
        return html`<label class="pick"><span>${label}</span>
          <select class="input" @change=${(event: Event) => this.#set({ [name]: (event.target as HTMLSelectElement).value })}>
            ${field.options.map(
              ([value, text]) =>
                html`<option value=${value} .selected=${value === chosen(this.settings, name)}>${text}</option>`,
            )}
          </select></label>`;
      })}
      <button type="button" class="button small" @click=${() => open(this.#preview?.address, '_blank', 'noopener')}
        aria-label=${t('openAlone')} title=${t('openAlone')}>↗</button>
    </div>`;
  }

  #renderTools(): unknown {
    const count = this.entries.length;
    return html`<div class="bar">${renderTabs<Tool>({
      id: 'tool',
      label: t('tools'),
      value: this.tool,
      options: [
        ['code', t('code')],
        ['events', count ? t('eventsCount', { count }) : t('events')],
        ['methods', t('methods')],
      ],
      choose: (tool) => {
        this.tool = tool;
      },
    })}</div>
    <div class="tool" role="tabpanel" id="tool-panel" aria-labelledby=${`tool-${this.tool}`}>${this.#renderTool()}</div>`;
  }

  #renderTool(): unknown {
    if (this.tool === 'code') return html`<tb-playground-code .settings=${this.#shown}></tb-playground-code>`;
    if (this.tool === 'methods')
      return html`<tb-playground-methods @call=${this.#called}></tb-playground-methods>`;
    return html`<tb-playground-log .entries=${this.entries} .refused=${this.refused} @clear=${() => {
      this.entries = [];
    }} @refuse=${(event: CustomEvent<ReadonlySet<string>>) => {
      this.refused = event.detail;
    }}></tb-playground-log>`;
  }

  get #bench(): IdentityBench {
    return {
      settings: this.settings,
      set: (changes) => this.#set(changes),
      demoApp: this.demo ?? undefined,
      secret: this.secret,
      setSecret: (secret) => {
        this.secret = secret;
      },
      identify: () => this.#preview?.site?.identify(),
    };
  }

  #set(changes: Settings): void {
    this.#replace(withChanges(this.settings, changes));
  }

  #replace(settings: Settings): void {
    this.settings = settings;
    this.linked = false;
    history.replaceState(null, '', location.pathname + toFragment(settings));
  }

  readonly #readAddress = (): void => {
    this.settings = fromFragment(location.hash);
  };

  #report(report: Report): void {
    this.entries = [{ ...report, id: ++this.#count, at: new Date() }, ...this.entries].slice(0, keptEntries);
  }

  readonly #called = async ({
    detail: { method, values },
  }: CustomEvent<{ method: string; values: unknown[] }>): Promise<void> => {
    const told = values.map((value) => written(value)).join(', ');
    this.#report({ kind: 'call', name: `${method}(${told})`, detail: '' });
    try {
      const given = method === 'setUser' ? [await this.#userNamed(String(values[0]))] : values;
      await this.#preview?.site?.call(method, given);
    } catch (error) {
      this.#report({ kind: 'failure', name: method, detail: written(error) });
    }
  };

  /** What a page gives to `setUser` after a sign-in: a way to tokens for the new user. */
  async #userNamed(name: string): Promise<(context: { signal: AbortSignal }) => Promise<string>> {
    const user = name.toLowerCase().replace(/\W+/g, '-') || 'visitor-1';
    this.#set({ as: 'signed', user, name });
    await this.updateComplete;
    await this.#preview?.updateComplete;
    this.#preview?.keepVisitor();
    return ({ signal }) => this.#token(signal);
  }

  readonly #switchTheme = (): void => {
    this.dark = !this.dark;
    applyTheme(this.dark ? 'dark' : 'light');
  };

  readonly #copyLink = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      this.linked = true;
    } catch {
      // No clipboard without https or permission: the link stands in the address bar.
    }
  };
}

function isDark(): boolean {
  const choice = themeChoice();
  return choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}
