import type { User } from '@teambrain/protocol';
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { TbElement } from './element.js';
import { baseStyles } from './theme.js';

/** Twelve hues that are equally far apart to the eye, in two shades; white initials keep 5:1 on all of them. */
const hueCount = 12;
const shades = ['0.5 0.14', '0.38 0.1'];

/** FNV-1a with a last stir: ids that were made in the same moment differ in a few bits, and shall not look alike. */
function hashOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Who has which colour on this page. */
const taken = new Map<number, string>();

/** By the seed, unless somebody else on the page has that colour: the first two dozen people all differ. */
function slotOf(seed: string): number {
  const count = hueCount * shades.length;
  const wanted = hashOf(seed) % count;
  for (let tries = 0; tries < count; tries++) {
    // Five steps lead to a hue far away, and through all slots.
    const slot = (wanted + tries * 5) % count;
    const holder = taken.get(slot) ?? seed;
    taken.set(slot, holder);
    if (holder === seed) return slot;
  }
  return wanted;
}

function colourOf(seed: string): string {
  const slot = slotOf(seed);
  const shade = shades[Math.floor(slot / hueCount)];
  return `oklch(${shade} ${((slot % hueCount) * 360) / hueCount + 10})`;
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/**
 * A person's picture, or initials on a colour of their own. Decoration: the name stands beside it.
 * @csspart image
 */
export class TbAvatar extends TbElement {
  static override readonly tag = 'tb-avatar';
  static override properties: PropertyDeclarations = {
    name: {},
    seed: {},
    src: {},
    size: { type: Number },
    status: { reflect: true },
    failed: { state: true },
  };
  static override styles = [
    baseStyles,
    css`
      :host {
        position: relative;
        display: inline-grid;
        flex: none;
        place-items: center;
        inline-size: var(--size, 32px);
        block-size: var(--size, 32px);
        border-radius: 50%;
        background: var(--colour, oklch(0.52 0.14 280));
        color: #ffffff;
        font-size: calc(var(--size, 32px) * 0.38);
        font-weight: 600;
        line-height: 1;
        user-select: none;
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        border-radius: 50%;
        object-fit: cover;
      }
      /* Generated, because text in the page would become part of the name of the control around it. */
      .initials::before {
        content: attr(data-text);
      }
      .dot {
        position: absolute;
        inset-block-end: -1px;
        inset-inline-end: -1px;
        inline-size: 34%;
        block-size: 34%;
        min-inline-size: 9px;
        min-block-size: 9px;
        border: 2px solid var(--tb-color-bg);
        border-radius: 50%;
        background: var(--tb-color-text-muted);
      }
      :host([status='online']) .dot {
        background: var(--tb-color-success);
      }
      /* Away is a ring, so that it differs from online by shape and not by colour alone. */
      :host([status='away']) .dot {
        background: var(--tb-color-bg);
        box-shadow: inset 0 0 0 2px var(--tb-color-text-muted);
      }
    `,
  ];

  name = '';
  /** What the colour is made from: the user's id, so that a new name keeps the colour. */
  seed = '';
  src: string | undefined;
  /** Pixels. @default 32 */
  size = 32;
  status: '' | 'online' | 'away' | 'offline' = '';
  protected failed = false;

  protected override updated(): void {
    this.style.setProperty('--size', `${this.size}px`);
    this.style.setProperty('--colour', colourOf(this.seed || this.name));
  }

  protected override render(): unknown {
    const image = this.src && !this.failed;
    return html`${
      image
        ? html`<img part="image" alt="" referrerpolicy="no-referrer" src=${this.src} loading="lazy" @error=${this.#fail} />`
        : html`<span class="initials" data-text=${initialsOf(this.name)}></span>`
    }${this.status && this.status !== 'offline' ? html`<span class="dot"></span>` : nothing}`;
  }

  readonly #fail = (): void => {
    this.failed = true;
  };
}

/** An avatar of a user. The element around it names {@link TbAvatar} among its dependencies. */
export function avatar(
  user: Pick<User, 'id' | 'username' | 'displayName' | 'avatarUrl'>,
  options: { size?: number; status?: TbAvatar['status'] } = {},
): TemplateResult {
  return html`<tb-avatar
    .name=${user.displayName || user.username}
    .seed=${user.id}
    .src=${user.avatarUrl}
    .size=${options.size ?? 32}
    .status=${options.status ?? ''}
  ></tb-avatar>`;
}
