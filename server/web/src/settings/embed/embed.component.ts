import type { EmbedApp, EmbedSecret } from '@teambrain/plugin-embed/shared';
import type { Workspace } from '@teambrain/sdk';
import {
  backIcon,
  baseStyles,
  controlStyles,
  icon,
  plusIcon,
  TbEmpty,
  TbError,
  TbSpinner,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { AppContext } from '../../app-context.js';
import { loadTexts } from '../../language.js';
import { settingsPath } from '../../router.js';
import { WebElement } from '../../web-element.js';
import { codeIcon } from '../../web-icons.js';
import { WebCopyButton } from '../copy-button.component.js';
import { settingsStyles } from '../settings.styles.js';
import { WebAppForm } from './app-form.component.js';
import { WebAppView } from './app-view.component.js';
import { audienceOf } from './draft.js';
import { embedLocales } from './embed-locales.js';
import { t } from './embed-messages.js';

const audienceTexts = {
  signed: 'audienceSigned',
  guestsRead: 'audienceRead',
  guestsWrite: 'audienceWrite',
} as const;

/** Apps of a workspace: the list, one of them, or the form for a new one, as the address says. */
export class WebEmbed extends WebElement {
  static override readonly tag = 'tb-web-embed';
  static override readonly dependencies = [
    TbEmpty,
    TbError,
    TbSpinner,
    WebCopyButton,
    WebAppForm,
    WebAppView,
  ];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    plugins: { attribute: false },
    item: { attribute: false },
    apps: { state: true },
    failure: { state: true },
    made: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    settingsStyles,
    css`
      ul {
        display: grid;
        gap: 12px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .app {
        position: relative;
        gap: 8px;
        transition: border-color var(--tb-duration);
      }
      .app:hover {
        border-color: var(--tb-color-accent);
      }
      /* The whole card leads to the app; the button on it stays a button. */
      .app h2 a {
        color: inherit;
        text-decoration: none;
      }
      .app h2 a::after {
        content: '';
        position: absolute;
        inset: 0;
        border-radius: inherit;
      }
      tb-web-copy-button {
        position: relative;
      }
      .origins {
        color: var(--tb-color-text-muted);
        overflow-wrap: anywhere;
      }
      .back {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-block-size: 32px;
        color: var(--tb-color-text-muted);
        text-decoration: none;
      }
    `,
  ];

  app!: AppContext;
  workspace!: Workspace;
  /** Names of the plugins that the workspace has. */
  plugins: readonly string[] = [];
  /** `new`, the id of an app, or nothing for the list. */
  item: string | undefined;
  protected apps: readonly EmbedApp[] | null = null;
  protected failure: unknown = null;
  /** The first secret of the app that was just made, to be shown once. */
  protected made: { appId: string; secret: EmbedSecret } | null = null;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('workspace')) void this.#load();
  }

  async #load(): Promise<void> {
    this.failure = null;
    try {
      const apps = this.app.client.apps.list(this.workspace.id).toArray({ max: 200 });
      await loadTexts(embedLocales);
      this.apps = await apps;
    } catch (error) {
      this.failure = error;
    }
  }

  protected override render(): unknown {
    if (this.failure) {
      return html`<h1 class="sr">${t('embed')}</h1><tb-error .heading=${t('failed')} .error=${this.failure} retryable
        @retry=${() => this.#load()}></tb-error>`;
    }
    if (!this.apps) return html`<h1 class="sr">${t('embed')}</h1><tb-spinner></tb-spinner>`;
    if (this.item === 'new') return this.#renderNew();
    const chosen = this.apps.find(({ id }) => id === this.item);
    return chosen ? this.#renderOne(chosen) : this.#renderList(this.apps);
  }

  #renderBack(): unknown {
    return html`<a class="back" href=${settingsPath(this.workspace.slug, 'embed')} data-route>${icon(backIcon, 16)} ${t('embed')}</a>`;
  }

  #renderNew(): unknown {
    return html`<div class="stack"><div>${this.#renderBack()}<h1>${t('newAppTitle')}</h1></div>
      <tb-web-app-form .app=${this.app} .workspace=${this.workspace} .plugins=${this.plugins}
        @created=${this.#created}></tb-web-app-form></div>`;
  }

  #renderOne(chosen: EmbedApp): unknown {
    const secret = this.made?.appId === chosen.id ? this.made.secret : null;
    return html`<div class="stack">${this.#renderBack()}
      <tb-web-app-view .app=${this.app} .workspace=${this.workspace} .plugins=${this.plugins} .embedApp=${chosen}
        .secret=${secret} @changed=${this.#changed} @deleted=${this.#deleted} @kept=${() => {
          this.made = null;
        }}></tb-web-app-view></div>`;
  }

  #renderList(apps: readonly EmbedApp[]): unknown {
    const path = settingsPath(this.workspace.slug, 'embed', 'new');
    if (apps.length === 0) {
      return html`<div class="stack"><div><h1>${t('appsTitle')}</h1><p class="lead">${t('appsText')}</p></div>
        <div class="card"><tb-empty .icon=${codeIcon} .heading=${t('noApps')}>${t('noAppsText')}
          <a slot="actions" class="button primary" href=${path} data-route>${icon(plusIcon, 18)} ${t('firstApp')}</a>
        </tb-empty></div></div>`;
    }
    return html`<div class="stack">
      <div class="head"><div><h1>${t('appsTitle')}</h1><p class="lead">${t('appsText')}</p></div>
        <a class="button primary" href=${path} data-route>${icon(plusIcon, 18)} ${t('newApp')}</a></div>
      <ul>${apps.map((one) => this.#renderCard(one))}</ul>
    </div>`;
  }

  #renderCard(one: EmbedApp): unknown {
    const refused = Object.values(one.refusals).reduce((sum, count) => sum + count, 0);
    return html`<li class="card app">
      <div class="row"><h2 class="grow"><a href=${settingsPath(this.workspace.slug, 'embed', one.id)} data-route
          >${one.name}</a></h2>
        <span class=${one.enabled ? 'state' : 'state off'}>${t(one.enabled ? 'appOn' : 'appOff')}</span></div>
      <p class="origins">${one.origins.join(', ')}</p>
      <div class="row"><code>${one.key}</code>
        <tb-web-copy-button .text=${one.key} .what=${t('appKey')}></tb-web-copy-button>
        <span class="muted">${t(audienceTexts[audienceOf(one)])}</span>
        ${refused ? html`<span class="muted">${t('refusedCount', { count: refused })}</span>` : nothing}</div>
    </li>`;
  }

  readonly #created = (event: CustomEvent<{ embedApp: EmbedApp; secret: EmbedSecret }>): void => {
    const { embedApp, secret } = event.detail;
    this.apps = [embedApp, ...(this.apps ?? [])];
    this.made = { appId: embedApp.id, secret };
    this.app.go(settingsPath(this.workspace.slug, 'embed', embedApp.id));
  };

  readonly #changed = (event: CustomEvent<EmbedApp>): void => {
    this.apps = (this.apps ?? []).map((one) => (one.id === event.detail.id ? event.detail : one));
  };

  readonly #deleted = (event: CustomEvent<string>): void => {
    this.apps = (this.apps ?? []).filter(({ id }) => id !== event.detail);
    this.app.go(settingsPath(this.workspace.slug, 'embed'), { replace: true });
  };
}
