import { baseStyles, TbElement } from '@teambrain/widget-kit';
import { css, html, type PropertyDeclarations, type PropertyValues } from 'lit';
import { t } from './playground-messages.js';
import { viewports } from './settings/page.js';
import type { Settings } from './settings/setting.js';
import { chosen, toFragment } from './settings/settings.js';
import type { SiteBridge } from './site/bridge.js';

/** Typing goes on: a page, or a sign-in, for every letter would be too many. */
const settleMs = 400;
const goodHeight = 580;
const leastScale = 0.65;

/** The make-believe site in a frame: a viewport of its own, so that the widget meets the width that was chosen. */
export class TbPlaygroundPreview extends TbElement {
  static override readonly tag = 'tb-playground-preview';
  static override properties: PropertyDeclarations = { settings: { attribute: false } };
  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        place-items: center;
        min-inline-size: 0;
        min-block-size: 0;
        overflow: hidden;
      }
      .device {
        flex: none;
        overflow: hidden;
        border: 1px solid var(--tb-color-border);
        border-radius: 14px;
        background: var(--tb-color-bg);
        box-shadow: var(--tb-shadow-small);
      }
      .device[data-viewport='phone'],
      .device[data-viewport='tablet'] {
        border: 8px solid light-dark(#20242c, #000000);
        border-radius: 34px;
      }
      iframe {
        display: block;
        border: 0;
        transform-origin: 0 0;
        /* Without it the frame's canvas is painted in the playground's own scheme. */
        color-scheme: normal;
      }
    `,
  ];

  settings: Settings = {};
  #site: SiteBridge | null = null;
  #identity = '';
  #reload: ReturnType<typeof setTimeout> | undefined;
  #signIn: ReturnType<typeof setTimeout> | undefined;
  readonly #sizes = new ResizeObserver(() => this.#fit());

  get site(): SiteBridge | null {
    return this.#site;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
    clearTimeout(this.#reload);
    clearTimeout(this.#signIn);
  }

  /** Somebody else says who the visitor is: what was about to be said from the settings is not. */
  keepVisitor(): void {
    clearTimeout(this.#signIn);
  }

  /** The site in the frame has started; it has the settings of that moment. */
  attach(site: SiteBridge): void {
    this.#site = site;
    this.#site.apply(this.settings);
  }

  protected override firstUpdated(): void {
    this.#identity = identityOf(this.settings);
    this.#load();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('settings')) return;
    this.#fit();
    if (changed.get('settings') === undefined) return;
    if (this.#site?.apply(this.settings) === 'reload') {
      clearTimeout(this.#reload);
      this.#reload = setTimeout(() => this.#load(), settleMs);
    } else if (this.#identity !== identityOf(this.settings)) {
      clearTimeout(this.#signIn);
      this.#signIn = setTimeout(() => this.#site?.identify(), settleMs);
    }
    this.#identity = identityOf(this.settings);
  }

  protected override render(): unknown {
    return html`<div class="device" data-viewport=${chosen(this.settings, 'viewport')}>
      <iframe title=${t('previewFrame')}></iframe>
    </div>`;
  }

  get address(): string {
    return `/playground/sites/${chosen(this.settings, 'site')}${toFragment(this.settings)}`;
  }

  #load(): void {
    const frame = this.renderRoot.querySelector('iframe');
    if (!frame) return;
    this.#site = null;
    const here = frame.contentWindow?.location;
    const isSame = here?.pathname === this.address.split('#')[0];
    // Not by the attribute: every site would become a step back in the history.
    here?.replace(this.address);
    // Another fragment alone would not load anything.
    if (isSame) here?.reload();
  }

  /** Shows a screen larger than the place there is at a smaller scale. */
  #fit(): void {
    const device = this.renderRoot.querySelector<HTMLElement>('.device');
    const frame = this.renderRoot.querySelector('iframe');
    if (!device || !frame) return;
    const viewport = viewports[chosen(this.settings, 'viewport') as keyof typeof viewports];
    const border = 2 * Number.parseFloat(getComputedStyle(device).borderTopWidth);
    const place = [this.clientWidth - border, this.clientHeight - border] as const;
    // Below some height an open widget is all header and composer: a low place shows more of a page at a smaller scale.
    const shrink = Math.min(1, Math.max(leastScale, place[1] / goodHeight));
    const [width, height] = viewport ?? [place[0] / shrink, place[1] / shrink];
    const scale = Math.min(1, place[0] / width, place[1] / height);
    const px = (value: number): string => `${Math.max(0, Math.floor(value))}px`;
    device.style.inlineSize = px(width * scale + border);
    device.style.blockSize = px(height * scale + border);
    frame.style.inlineSize = px(width);
    frame.style.blockSize = px(height);
    frame.style.transform = scale === 1 ? '' : `scale(${scale})`;
  }
}

/** What signs in by itself when it changes; the rest of an identity waits for its button. */
function identityOf(settings: Settings): string {
  return JSON.stringify(['as', 'app'].map((name) => settings[name]));
}
