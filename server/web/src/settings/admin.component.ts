import {
  backIcon,
  baseStyles,
  controlStyles,
  formatRelative,
  icon,
  TbError,
  TbSpinner,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { readerLocale } from '../language.js';
import { WebElement } from '../web-element.js';
import { type AdminPlugin, type AdminUser, adminOf, type Health } from './admin-api.js';
import { WebConfirm } from './confirm.component.js';
import { renderHealth } from './health-view.js';
import { settingsStyles } from './settings.styles.js';
import { type SettingsKey, settingsMessages, t } from './settings-messages.js';

export { settingsLocales } from './settings-locales.js';

/** For the admins of the server: plugins on and off, health, accounts. */
export class WebAdmin extends WebElement {
  static override readonly tag = 'tb-web-admin';
  static override readonly dependencies = [TbError, TbSpinner, WebConfirm];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    plugins: { state: true },
    health: { state: true },
    users: { state: true },
    next: { state: true },
    search: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    settingsStyles,
    css`
      :host {
        display: block;
        min-block-size: 100dvh;
        padding: clamp(18px, 3vw, 40px);
        background: var(--tb-color-surface);
      }
      main {
        display: grid;
        gap: 22px;
        max-inline-size: 920px;
        margin-inline: auto;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 14px;
        align-items: center;
        padding-block: 12px;
        border-block-start: 1px solid var(--tb-color-border);
      }
      small {
        color: var(--tb-color-text-muted);
      }
      .bad {
        color: var(--tb-color-danger);
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
        gap: 14px;
        margin: 0;
      }
      dt {
        font-size: 0.7812rem;
        color: var(--tb-color-text-muted);
      }
      dd {
        margin: 0;
        font-size: 1.0625rem;
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      input[type='checkbox'] {
        inline-size: 22px;
        block-size: 22px;
        margin: 0;
        accent-color: var(--tb-color-accent);
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
  protected plugins: readonly AdminPlugin[] | null = null;
  protected health: Health | null = null;
  protected users: readonly AdminUser[] = [];
  protected next: string | null = null;
  protected search = '';
  protected failure: unknown = null;
  #asked = 0;

  protected override firstUpdated(): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    const admin = adminOf(this.app.client);
    this.failure = null;
    try {
      const [plugins, health] = await Promise.all([admin.plugins(), admin.health(), this.#find('')]);
      this.plugins = plugins;
      this.health = health;
    } catch (error) {
      this.failure = error;
    }
  }

  protected override render(): unknown {
    return html`<main>
      <div><a class="back" href="/" data-route>${icon(backIcon, 16)} ${t('adminBack')}</a><h1>${t('adminTitle')}</h1></div>
      ${this.#renderContent()}
      <tb-web-confirm></tb-web-confirm>
    </main>`;
  }

  #renderContent(): unknown {
    if ((this.failure as { status?: number } | null)?.status === 403)
      return html`<p class="lead">${t('adminForbidden')}</p>`;
    if (this.failure)
      return html`<tb-error .heading=${t('failed')} .error=${this.failure} retryable @retry=${() => this.#load()}></tb-error>`;
    if (!this.plugins || !this.health) return html`<tb-spinner></tb-spinner>`;
    return html`<section class="card"><div><h2>${t('adminPlugins')}</h2><p class="lead">${t('adminPluginsText')}</p></div>
        <ul>${this.plugins.map((plugin) => this.#renderPlugin(plugin))}</ul></section>
      <section class="card"><h2>${t('adminHealth')}</h2>${renderHealth(this.health)}</section>
      ${this.#renderUsers()}`;
  }

  #renderPlugin(plugin: AdminPlugin): unknown {
    const { name, version, summary, dependsOn, mounted, enabled, failure, faults } = plugin;
    return html`<li><div><b>${name}</b> <small>${version}</small>
        <div><small>${[summaryOf(name, summary), dependsOn.length ? t('adminNeeds', { plugins: dependsOn.join(', ') }) : ''].filter(Boolean).join(' · ')}</small></div>
        ${mounted ? nothing : html`<small>${t('adminNotMounted')}</small>`}
        ${failure ? html`<small class="bad">${t('adminFailure', { reason: failure })}</small>` : nothing}
        ${faults ? html`<small class="bad">${t('adminFaults', { count: faults })}</small>` : nothing}</div>
      <input type="checkbox" role="switch" aria-label=${t('adminSwitch', { plugin: name })} .checked=${enabled} ?disabled=${!mounted}
        @change=${(event: Event) => this.#switch(plugin, event.target as HTMLInputElement)} /></li>`;
  }

  #switch({ name, enabled }: AdminPlugin, input: HTMLInputElement): void {
    const run = async (): Promise<void> => {
      const admin = adminOf(this.app.client);
      await admin.switch(name, !enabled);
      // Others that need it go with it: ask for all.
      this.plugins = await admin.plugins();
    };
    // The box shows what is so, and changes when the server has done it.
    input.checked = enabled;
    if (!enabled) {
      run().catch((error: unknown) => {
        this.failure = error;
      });
      return;
    }
    void this.renderRoot.querySelector<WebConfirm>('tb-web-confirm')?.ask({
      title: t('adminOffTitle', { plugin: name }),
      text: t('adminOffText'),
      action: t('switchOff'),
      danger: true,
      run,
    });
  }

  #renderUsers(): unknown {
    return html`<section class="card"><h2>${t('adminUsers')}</h2>
      <div class="field"><label for="find">${t('adminFind')}</label>
        <input id="find" class="input" type="search" .value=${this.search}
          @input=${(event: Event) => void this.#find((event.target as HTMLInputElement).value)} /></div>
      <ul>${this.users.map(
        ({
          username,
          displayName,
          roles,
          createdAt,
          deactivatedAt,
        }) => html`<li><div><b>${displayName || username}</b> <small><bdi dir="ltr">@${username}</bdi></small></div>
          <small>${roles.includes('admin') ? `${t('adminRole')} · ` : ''}${deactivatedAt ? `${t('adminDeactivated')} · ` : ''}${t('adminSince', { time: formatRelative(createdAt, readerLocale()) })}</small></li>`,
      )}</ul>
      ${this.next ? html`<button type="button" class="button" @click=${() => this.#find(this.search, true)}>${t('adminMore')}</button>` : nothing}
    </section>`;
  }

  async #find(search: string, more = false): Promise<void> {
    this.search = search;
    const asked = ++this.#asked;
    const page = await adminOf(this.app.client).users(search, more ? (this.next ?? undefined) : undefined);
    // Answers to earlier letters may come late.
    if (asked !== this.#asked) return;
    this.users = more ? [...this.users, ...page.items] : page.items;
    this.next = page.nextCursor;
  }
}

/** Plugins of others say of themselves what they are. */
function summaryOf(name: string, summary: string | undefined): string | undefined {
  const key = `plugin.${name}`;
  return Object.hasOwn(settingsMessages.messages, key) ? t(key as SettingsKey) : summary;
}
