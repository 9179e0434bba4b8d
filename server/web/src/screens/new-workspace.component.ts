import { baseStyles, controlStyles, TbAvatar } from '@teambrain/widget-kit';
import { html, nothing, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { renderEntry } from '../entry-view.js';
import { FormController, renderField } from '../form.js';
import { talkPath } from '../router.js';
import { entryStyles } from '../web.styles.js';
import { WebElement } from '../web-element.js';
import { t } from '../web-messages.js';

/** Creates a workspace, with a first space in it: an empty workspace is a dead end for whoever comes next. */
export class WebNewWorkspace extends WebElement {
  static override readonly tag = 'tb-web-new-workspace';
  static override readonly dependencies = [TbAvatar];
  static override properties: PropertyDeclarations = { app: { attribute: false } };
  static override styles = [baseStyles, controlStyles, entryStyles];

  app!: AppContext;
  readonly #form = new FormController(this);

  protected override render(): unknown {
    const { user, workspaces } = this.app;
    const first = workspaces.length === 0;
    const title = first ? t('newFirstTitle', { name: user?.displayName ?? '' }) : t('newTitle');
    return renderEntry(html`<div><h1>${title}</h1><p class="lead">${t('newText')}</p></div>
      <form @submit=${this.#submit}>
        ${renderField(this.#form, {
          name: 'name',
          label: t('workspaceName'),
          placeholder: t('workspaceExample'),
          autocomplete: 'organization',
          maxLength: 80,
          autofocus: true,
        })}
        ${this.#form.renderProblem()}
        <button class="button primary wide" ?disabled=${this.#form.busy}>${t('workspaceCreate')}</button>
      </form>
      ${
        first
          ? html`<p class="aside">${t('orInvited')}</p>`
          : html`<p class="aside"><a class="link" href="/" data-route>${t('home')}</a></p>`
      }
      ${first ? html`<button class="button quiet wide" @click=${() => this.app.logout()}>${t('menuLogout')}</button>` : nothing}`);
  }

  readonly #submit = this.#form.submit(async ({ name = '' }) => {
    const { client } = this.app;
    const workspace = await client.workspaces.create({ name });
    await client.rooms.create(workspace.id, {
      name: t('firstRoom'),
      topic: t('firstRoomTopic'),
      visibility: 'public',
    });
    await this.app.reloadWorkspaces();
    this.app.go(talkPath(workspace.slug));
  });
}
