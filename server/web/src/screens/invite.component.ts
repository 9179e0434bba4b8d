import { baseStyles, controlStyles, TbAvatar, TbSpinner } from '@teambrain/widget-kit';
import { html, type PropertyDeclarations } from 'lit';
import type { AppContext } from '../app-context.js';
import { renderEntry } from '../entry-view.js';
import { sayFailure } from '../form.js';
import { talkPath } from '../router.js';
import { entryStyles } from '../web.styles.js';
import { WebElement } from '../web-element.js';
import { t } from '../web-messages.js';

/** Follows an invitation: at once for somebody who is signed in, after signing in for everybody else. */
export class WebInvite extends WebElement {
  static override readonly tag = 'tb-web-invite';
  static override readonly dependencies = [TbAvatar, TbSpinner];
  static override properties: PropertyDeclarations = {
    app: { attribute: false },
    token: { attribute: false },
    failure: { state: true },
  };
  static override styles = [baseStyles, controlStyles, entryStyles];

  app!: AppContext;
  token = '';
  protected failure: unknown = null;
  #accepting = false;

  protected override updated(): void {
    if (this.app.user && !this.#accepting) void this.#accept();
  }

  protected override render(): unknown {
    if (this.failure) {
      return renderEntry(html`<div>
          <h1>${t('inviteFailedTitle')}</h1>
          <p class="lead">${t('inviteFailedText')}</p>
        </div>
        <p class="error" role="alert">${sayFailure(this.failure)}</p>
        <a class="button primary wide" href="/" data-route>${t('home')}</a>`);
    }
    if (this.app.user) return renderEntry(html`<h1>${t('inviteJoining')}</h1><tb-spinner></tb-spinner>`);
    return renderEntry(html`<div><h1>${t('inviteTitle')}</h1><p class="lead">${t('inviteText')}</p></div>
      <form>
        <a class="button primary wide" href="/signup" data-route>${t('signup')}</a>
        <a class="button wide" href="/login" data-route>${t('login')}</a>
      </form>`);
  }

  async #accept(): Promise<void> {
    this.#accepting = true;
    try {
      const { client } = this.app;
      const workspace = await client.workspaces.acceptInvite(this.token);
      await this.#enterFirstRoom(workspace.id);
      await this.app.reloadWorkspaces();
      this.app.go(talkPath(workspace.slug), { replace: true });
    } catch (error) {
      this.failure = error;
    }
  }

  /** Whoever comes in shall not stand before an empty list: the first public space is opened to them. */
  async #enterFirstRoom(workspaceId: string): Promise<void> {
    const { rooms } = this.app.client;
    const mine = await rooms.list(workspaceId, { limit: 1 });
    if (mine.items.length > 0) return;
    const open = await rooms.discover(workspaceId, { limit: 100 });
    const first = open.items.filter(({ visibility }) => visibility === 'public').sort(byAge)[0];
    if (first) await rooms.join(first.id);
  }
}

const byAge = (one: { createdAt: string }, two: { createdAt: string }): number =>
  one.createdAt.localeCompare(two.createdAt);
