import {
  baseStyles,
  controlStyles,
  explainError,
  icon,
  TbElement,
  TbSpinner,
  WidgetController,
  type WidgetRoom,
} from '@teambrain/widget-kit';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { moreMessages } from './shell/more-messages.js';
import { roomIcon } from './shell/room-title.js';

/** A room that one may join: what it is, and the button (and the password field) that lets one in. */
export class JoinRoom extends TbElement {
  static override readonly tag = 'tb-join-room';
  static override readonly dependencies = [TbSpinner];
  static override properties: PropertyDeclarations = {
    room: { attribute: false },
    join: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [
    baseStyles,
    controlStyles,
    css`
      :host {
        display: grid;
        place-content: center;
        padding: 24px;
      }
      form {
        display: grid;
        justify-items: center;
        gap: 14px;
        inline-size: min(320px, 80vw);
        text-align: center;
      }
      .round {
        display: grid;
        place-items: center;
        inline-size: 56px;
        block-size: 56px;
        border-radius: 50%;
        background: var(--tb-color-accent-soft);
        color: var(--tb-color-accent);
      }
      h2,
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      h2 {
        font-size: 1.15em;
      }
      .field {
        inline-size: 100%;
        text-align: start;
      }
    `,
  ];

  room: WidgetRoom | null = null;
  join: (password: string | undefined) => Promise<void> = async () => {};
  protected busy = false;
  protected failure: unknown = null;
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(moreMessages);

  protected override render(): unknown {
    const { room } = this;
    if (!room) return nothing;
    const needsPassword = room.visibility === 'password';
    return html`<form @submit=${this.#submit}>
      <div class="round">${icon(roomIcon(room), 26)}</div>
      <h2>${this.#t('joinTitle', { room: room.name })}</h2>
      ${room.topic ? html`<p dir="auto">${room.topic}</p>` : nothing}
      <p class="muted">${this.#t('joinText', { count: room.memberCount })}</p>
      ${
        needsPassword
          ? html`<div class="field">
              <label for="password">${this.#t('joinPassword')}</label>
              <input id="password" name="password" class="input" type="password" autocomplete="off" required
                aria-invalid=${this.failure ? 'true' : 'false'} aria-describedby="problem" />
            </div>`
          : nothing
      }
      <p id="problem" class="error" role="alert">${this.#problem()}</p>
      <button class="button primary wide" ?disabled=${this.busy}>${this.#t('joinButton')}</button>
    </form>`;
  }

  #problem(): string {
    return this.failure ? explainError(this.widget.state, this.failure, moreMessages) : '';
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const password = new FormData(event.currentTarget as HTMLFormElement).get('password');
    this.busy = true;
    this.failure = null;
    try {
      await this.join(typeof password === 'string' ? password : undefined);
    } catch (error) {
      this.failure = error;
    }
    this.busy = false;
  };
}
