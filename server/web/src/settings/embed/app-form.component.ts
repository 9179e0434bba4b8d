import type { EmbedApp, EmbedSecret } from '@teambrain/plugin-embed/shared';
import type { Room, Workspace, WorkspaceMember } from '@teambrain/sdk';
import { baseStyles, controlStyles } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { AppContext } from '../../app-context.js';
import { FormController, sayFailure, sayFieldError } from '../../form.js';
import { readerLocale } from '../../language.js';
import { WebElement } from '../../web-element.js';
import { settingsStyles } from '../settings.styles.js';
import { appFormStyles } from './app-form.styles.js';
import { renderMore } from './app-form-more.js';
import { renderBasics, renderConversation } from './app-form-parts.js';
import type { AppFormView } from './app-form-view.js';
import { changesOf, creationOf, type Draft, differences, draftOf, emptyDraft } from './draft.js';
import { type EmbedKey, t } from './embed-messages.js';

/** What is wrong with a field, for readers of other languages than the server's. */
const wrongTexts: Readonly<Record<string, EmbedKey>> = {
  name: 'nameWrong',
  origins: 'originsHint',
  staff: 'staffMissing',
  theme: 'propertiesHint',
  limits: 'limitsWrong',
  aiBudget: 'limitsWrong',
};

const partTexts: Readonly<Record<keyof Draft, EmbedKey>> = {
  name: 'appName',
  origins: 'origins',
  audience: 'audience',
  conversation: 'conversation',
  staff: 'staff',
  rooms: 'rooms',
  plugins: 'plugins',
  panels: 'panels',
  scheme: 'scheme',
  properties: 'properties',
  limits: 'limits',
  aiBudget: 'aiBudget',
  singleUse: 'singleUse',
};

/** Makes an app, or changes one. A clash with somebody else's change is shown, and settled by whoever saves. */
export class WebAppForm extends WebElement {
  static override readonly tag = 'tb-web-app-form';
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    workspace: { attribute: false },
    plugins: { attribute: false },
    embedApp: { attribute: false },
    draft: { state: true },
    rooms: { state: true },
    members: { state: true },
    conflict: { state: true },
    saved: { state: true },
  };
  static override styles = [baseStyles, controlStyles, settingsStyles, appFormStyles];

  app!: AppContext;
  workspace!: Workspace;
  plugins: readonly string[] = [];
  /** The app to change; null for a new one. */
  embedApp: EmbedApp | null = null;
  protected draft: Draft = emptyDraft;
  protected rooms: readonly Room[] = [];
  protected members: readonly WorkspaceMember[] = [];
  /** The app as somebody else has left it, when that clashes with what is being saved. */
  protected conflict: EmbedApp | null = null;
  protected saved = false;
  readonly #form = new FormController(this);
  /** The version that the draft started from. */
  #base = 0;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('embedApp') && this.embedApp && this.embedApp.version !== this.#base)
      this.#startFrom(this.embedApp);
    if (changed.has('workspace')) void this.#load();
  }

  #startFrom(app: EmbedApp): void {
    this.draft = draftOf(app);
    this.#base = app.version;
    this.conflict = null;
  }

  /** Names for the lists to choose from. Without them the form still works: what was chosen is kept. */
  async #load(): Promise<void> {
    const { client } = this.app;
    const ids = { max: 200 };
    const [rooms, members] = await Promise.allSettled([
      client.rooms.list(this.workspace.id).toArray(ids),
      client.workspaces.members(this.workspace.id, { limit: 100 }).toArray(ids),
    ]);
    if (rooms.status === 'fulfilled') this.rooms = rooms.value.filter(({ kind }) => kind === 'chat');
    if (members.status === 'fulfilled') this.members = members.value;
  }

  protected override render(): unknown {
    const view: AppFormView = {
      draft: this.draft,
      rooms: this.rooms,
      members: this.members,
      plugins: this.plugins,
      set: (changes) => {
        this.draft = { ...this.draft, ...changes };
        this.saved = false;
      },
      errorOf: (name) => this.#errorOf(name),
    };
    return html`<form class="stack" @submit=${this.#submit}>
      ${renderBasics(view)} ${renderConversation(view)} ${renderMore(view)}
      ${this.conflict ? this.#renderConflict(this.conflict) : nothing}
      <div class="row bottom">
        <button class="button primary" ?disabled=${this.#form.busy}>${t(this.embedApp ? 'save' : 'create')}</button>
        <span class="done" role="status">${this.saved ? t('saved') : ''}</span>
        <span class="error grow" role="alert">${this.#problem}</span>
      </div>
    </form>`;
  }

  /** Said beside the button as well, because the field may be far up the page. */
  get #problem(): string {
    const { failure } = this.#form;
    if (!failure) return '';
    const { errors: [first] = [] } = failure as { errors?: { path: string; message: string }[] };
    return first ? this.#errorOf(first.path.split('/')[1] ?? '') : sayFailure(failure);
  }

  /** Errors of lists name the item: `/origins/1` is the second line. */
  #errorOf(name: string): string {
    const { errors = [] } = (this.#form.failure ?? {}) as { errors?: { path: string; message: string }[] };
    const found = errors.find(({ path }) => path === `/${name}` || path.startsWith(`/${name}/`));
    if (!found) return '';
    const message = sayFieldError(found.message, t(wrongTexts[name] ?? 'fieldWrong'));
    const index = Number(found.path.split('/')[2]);
    return name === 'origins' && Number.isInteger(index)
      ? t('lineWrong', { line: index + 1, message })
      : message;
  }

  #renderConflict(theirs: EmbedApp): unknown {
    const names = differences(this.draft, draftOf(theirs)).map((name) => t(partTexts[name]));
    const parts = new Intl.ListFormat(readerLocale()).format(names);
    return html`<div class="note warn stack" role="alert">
      <h3>${t('conflictTitle')}</h3>
      <p>${t('conflictText', { parts })}</p>
      <div class="actions">
        <button type="button" class="button" @click=${() => {
          this.#startFrom(theirs);
          this.#tell(theirs);
        }}>${t('takeTheirs')}</button>
        <button class="button" @click=${() => {
          this.#base = theirs.version;
        }}>${t('keepMine')}</button>
      </div>
    </div>`;
  }

  readonly #submit = this.#form.submit(async () => {
    this.saved = false;
    if (this.draft.conversation === 'perVisitor' && this.draft.staff.length === 0)
      throw Object.assign(new Error(t('staffMissing')), {
        errors: [{ path: '/staff', message: t('staffMissing') }],
      });
    const { apps } = this.app.client;
    if (!this.embedApp) {
      const { secret, ...embedApp } = await apps.create(this.workspace.id, creationOf(this.draft));
      // The answer's own secret is shown once; the list of secrets is read anew.
      const detail: { embedApp: EmbedApp; secret: EmbedSecret } = { embedApp, secret };
      this.dispatchEvent(new CustomEvent('created', { detail }));
      return;
    }
    try {
      const changes = { ...changesOf(this.draft), baseVersion: this.#base };
      const next = await apps.update(this.embedApp.id, changes);
      this.#startFrom(next);
      this.#tell(next);
      this.saved = true;
    } catch (error) {
      if ((error as { code?: string }).code !== 'version_conflict') throw error;
      this.conflict = await apps.get(this.embedApp.id);
    }
  });

  #tell(app: EmbedApp): void {
    this.dispatchEvent(new CustomEvent('changed', { detail: app }));
  }
}
