/** Puts the unread count before the page's title, and takes it away again. Other changes of the title by the page stay. */
export class TitleBadge {
  #shown = '';

  show(text: (title: string) => string, count: number): void {
    this.clear();
    if (count === 0) return;
    const title = document.title;
    document.title = text(title);
    this.#shown = document.title.slice(0, document.title.length - title.length);
  }

  clear(): void {
    if (this.#shown && document.title.startsWith(this.#shown))
      document.title = document.title.slice(this.#shown.length);
    this.#shown = '';
  }
}
