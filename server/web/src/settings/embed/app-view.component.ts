import type { EmbedApp, EmbedSecret } from '@teambrain/plugin-embed/shared';
import type { Workspace } from '@teambrain/sdk';
import { baseStyles, controlStyles } from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { TbPlaygroundCode } from '../../../playground/code.component.js';
import { tabStyles } from '../../../playground/view/tab.styles.js';
import { renderTabs } from '../../../playground/view/tabs.js';
import type { AppContext } from '../../app-context.js';
import { WebElement } from '../../web-element.js';
import { WebConfirm } from '../confirm.component.js';
import { WebCopyButton } from '../copy-button.component.js';
import { settingsStyles } from '../settings.styles.js';
import { WebAppForm } from './app-form.component.js';
import { WebAppSecrets } from './app-secrets.component.js';
import { audienceOf } from './draft.js';
import { t } from './embed-messages.js';
import { codeSettingsOf, playgroundLink } from './playground-link.js';
import { renderRefusals } from './refusals-view.js';
import { WebSecretOnce } from './secret-once.component.js';

type Tab = 'code' | 'settings' | 'secrets' | 'refusals';

/** One app: the code for its pages, its settings, its secrets, what it refused. */
export class WebAppView extends WebElement {
  static override readonly tag = 'tb-web-app-view';
  static override readonly dependencies = [
    WebAppForm,
    WebAppSecrets,
    WebConfirm,
    WebCopyButton,
    WebSecretOnce,
    TbPlaygroundCode,
  ];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    plugins: { attribute: false },
    embedApp: { attribute: false },
    secret: { attribute: false },
    tab: { state: true },
    visitor: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    tabStyles,
    settingsStyles,
    css`
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      section.stack {
        gap: 12px;
      }
      [role='tabpanel'] {
        min-inline-size: 0;
      }
      tb-playground-code {
        max-block-size: 400px;
        overflow: hidden;
        border: 1px solid var(--tb-color-border);
        border-radius: 12px;
        background: var(--tb-color-bg);
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 9px 6px;
        border-block-end: 1px solid var(--tb-color-border);
        text-align: start;
        font-weight: 400;
      }
      thead th {
        font-weight: 600;
      }
      td:last-child,
      th:last-child {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  app!: AppContext;
  workspace!: Workspace;
  plugins: readonly string[] = [];
  embedApp!: EmbedApp;
  /** Just made, to be shown once. */
  secret: EmbedSecret | null = null;
  protected tab: Tab = 'code';
  /** For whom the code is, in an app that takes guests. */
  protected visitor: 'signed' | 'guest' = 'guest';

  protected override render(): unknown {
    const { embedApp } = this;
    return html`<div class="stack">
      <div class="head">
        <div><h1>${embedApp.name}</h1>
          <div class="row"><span class=${embedApp.enabled ? 'state' : 'state off'}>${t(embedApp.enabled ? 'appOn' : 'appOff')}</span>
            <code>${embedApp.key}</code><tb-web-copy-button .text=${embedApp.key} .what=${t('appKey')}></tb-web-copy-button></div></div>
        <div class="actions">
          <button type="button" class="button" @click=${this.#toggle}>${t(embedApp.enabled ? 'switchOff' : 'switchOn')}</button>
          <button type="button" class="button" @click=${this.#delete}>${t('deleteApp')}</button>
        </div>
      </div>
      ${this.secret ? html`<tb-web-secret-once .secret=${this.secret}></tb-web-secret-once>` : nothing}
      ${renderTabs<Tab>({
        id: 'app',
        label: t('appParts'),
        value: this.tab,
        options: [
          ['code', t('tabCode')],
          ['settings', t('tabSettings')],
          ['secrets', t('tabSecrets')],
          ['refusals', t('tabRefusals')],
        ],
        choose: (tab) => {
          this.tab = tab;
        },
      })}
      <div role="tabpanel" id="app-panel" aria-labelledby=${`app-${this.tab}`}>${this.#renderTab()}</div>
      <tb-web-confirm></tb-web-confirm>
    </div>`;
  }

  #renderTab(): unknown {
    const { app, embedApp } = this;
    switch (this.tab) {
      case 'settings':
        return html`<tb-web-app-form .app=${app} .workspace=${this.workspace} .plugins=${this.plugins} .embedApp=${embedApp}
          @changed=${this.#changed}></tb-web-app-form>`;
      case 'secrets':
        return html`<tb-web-app-secrets .app=${app} .embedApp=${embedApp} @changed=${this.#changed}></tb-web-app-secrets>`;
      case 'refusals':
        return html`<div class="card">${renderRefusals(embedApp.refusals)}</div>`;
      default:
        return this.#renderCode();
    }
  }

  #renderCode(): unknown {
    const { embedApp } = this;
    const takesGuests = audienceOf(embedApp) !== 'signed';
    const visitor = takesGuests ? this.visitor : 'signed';
    const settings = codeSettingsOf(embedApp, visitor);
    const words = { code: t('codeLabel'), copy: t('codeCopy'), copied: t('codeCopied') };
    const known = embedApp.origins.includes(location.origin);
    return html`<div class="stack">
      ${takesGuests ? this.#renderVisitor() : nothing}
      <section class="stack"><h2>${t('stepTag')}</h2>
        <tb-playground-code .settings=${settings} .words=${words} .kinds=${['script', 'module', 'react', 'vue', 'svelte']}></tb-playground-code></section>
      <section class="stack"><div><h2>${t('stepBackend')}</h2>
        <p class="lead">${t(visitor === 'guest' ? 'stepGuests' : 'stepBackendText')}</p></div>
        ${
          visitor === 'guest'
            ? nothing
            : html`<tb-playground-code .settings=${settings} .words=${words} .kinds=${['express', 'node']}></tb-playground-code>`
        }</section>
      <section class="stack"><h2>${t('stepTry')}</h2>
        <div class="row"><a class="button" href=${playgroundLink(embedApp)} target="_blank" rel="noopener">${t('openPlayground')}</a>
          ${known ? nothing : html`<span class="hint">${t('playgroundOrigin', { origin: location.origin })}</span>`}</div></section>
    </div>`;
  }

  #renderVisitor(): unknown {
    const visitors = [
      ['guest', t('codeForGuests')],
      ['signed', t('codeForSigned')],
    ] as const;
    return html`<div class="chips" role="group" aria-label=${t('codeFor')}>${visitors.map(
      ([
        visitor,
        label,
      ]) => html`<button type="button" class="chip" aria-pressed=${visitor === this.visitor ? 'true' : 'false'}
        @click=${() => {
          this.visitor = visitor;
        }}>${label}</button>`,
    )}</div>`;
  }

  readonly #changed = (event: CustomEvent<EmbedApp>): void => {
    this.embedApp = event.detail;
    this.#tell(event.detail);
  };

  #tell(next: EmbedApp): void {
    this.dispatchEvent(new CustomEvent('changed', { detail: next }));
  }

  get #confirm(): WebConfirm | null {
    return this.renderRoot.querySelector<WebConfirm>('tb-web-confirm');
  }

  readonly #toggle = (): void => {
    const { id, name, enabled } = this.embedApp;
    const set = async (): Promise<void> => {
      this.embedApp = await this.app.client.apps.update(id, { enabled: !enabled });
      this.#tell(this.embedApp);
    };
    const title = t(enabled ? 'switchOffTitle' : 'switchOn', { app: name });
    void this.#confirm?.ask({
      title,
      text: enabled ? t('switchOffText') : name,
      action: t(enabled ? 'switchOff' : 'switchOn'),
      danger: enabled,
      run: set,
    });
  };

  readonly #delete = (): void => {
    const { id, name } = this.embedApp;
    void this.#confirm?.ask({
      title: t('deleteTitle', { app: name }),
      text: t('deleteText'),
      action: t('deleteApp'),
      danger: true,
      run: async () => {
        await this.app.client.apps.delete(id);
        this.dispatchEvent(new CustomEvent('deleted', { detail: id }));
      },
    });
  };
}
