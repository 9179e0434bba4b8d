/** Distance from the end, in pixels, within which the view follows new messages. */
export const followDistance = 80;

interface Anchor {
  key: string;
  /** Distance of the row's top from the top of the viewport. */
  top: number;
}

/**
 * Keeps the reader's place. Rows may come and go above and below: a reader at the end stays at the end, everybody else
 * keeps the row they look at where it is. The browser's own scroll anchoring helps between renders (an image that loads),
 * but it does nothing at offset 0 and not every engine has it, so every render is settled here.
 */
export class ScrollKeeper {
  readonly #scroller: () => HTMLElement | null;
  #anchor: Anchor | undefined;
  /** Whether the reader is at the end and new messages shall scroll into view. */
  following = true;
  /** While a row is brought into view: distances are guesses, so nothing follows from them yet. */
  settling = false;

  constructor(scroller: () => HTMLElement | null) {
    this.#scroller = scroller;
  }

  get distanceToEnd(): number {
    const box = this.#scroller();
    return box ? box.scrollHeight - box.scrollTop - box.clientHeight : 0;
  }

  get distanceToStart(): number {
    return this.#scroller()?.scrollTop ?? 0;
  }

  /** Call on scroll: notes whether the reader is at the end. */
  measure(): void {
    this.following = this.distanceToEnd <= followDistance;
  }

  /** Call before the rows change. */
  remember(): void {
    const box = this.#scroller();
    this.#anchor = undefined;
    if (!box || this.following) return;
    const top = box.getBoundingClientRect().top;
    for (const row of box.querySelectorAll<HTMLElement>('[data-key]')) {
      const bounds = row.getBoundingClientRect();
      if (bounds.bottom > top) {
        this.#anchor = { key: row.dataset.key ?? '', top: bounds.top - top };
        return;
      }
    }
  }

  /** Call after the rows changed. */
  settle(): void {
    const box = this.#scroller();
    if (!box) return;
    if (this.following) this.toEnd();
    else if (this.#anchor) {
      const row = this.row(this.#anchor.key);
      if (row) {
        const moved = row.getBoundingClientRect().top - box.getBoundingClientRect().top - this.#anchor.top;
        if (Math.abs(moved) >= 1) box.scrollTop += moved;
      }
    }
    this.#anchor = undefined;
  }

  toEnd(): void {
    const box = this.#scroller();
    if (box) box.scrollTop = box.scrollHeight;
    this.following = true;
  }

  /** Key of the row at the lower edge of the view. */
  lastVisible(): string | undefined {
    const box = this.#scroller();
    if (!box) return undefined;
    const bounds = box.getBoundingClientRect();
    const root = box.getRootNode() as ShadowRoot;
    const hit = root.elementFromPoint(bounds.left + bounds.width / 2, bounds.bottom - 6);
    return hit?.closest<HTMLElement>('[data-key]')?.dataset.key;
  }

  row(key: string): HTMLElement | null {
    return this.#scroller()?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null;
  }

  /**
   * Brings a row into view. Rows that were never drawn have estimated heights, so the place is corrected once they are;
   * then `settled` is called.
   */
  toRow(key: string, place: 'center' | 'third', settled: () => void): void {
    this.following = false;
    this.settling = true;
    const put = (): void => {
      const box = this.#scroller();
      const row = this.row(key);
      if (!box || !row) return;
      const bounds = row.getBoundingClientRect();
      const share = place === 'third' ? box.clientHeight / 3 : (box.clientHeight - bounds.height) / 2;
      box.scrollTop += bounds.top - box.getBoundingClientRect().top - Math.max(0, share);
    };
    put();
    requestAnimationFrame(() => {
      put();
      requestAnimationFrame(() => {
        put();
        this.settling = false;
        settled();
      });
    });
  }
}
