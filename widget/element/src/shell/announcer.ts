/**
 * Says texts to screen readers through one polite status line. Texts that come together are said together, and a text is
 * written a moment after the line was emptied: a line that gets the same text twice says nothing the second time.
 */
export class Announcer {
  readonly #line: () => HTMLElement | null;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(line: () => HTMLElement | null) {
    this.#line = line;
  }

  say(text: string): void {
    this.#waiting.push(text);
    const line = this.#line();
    if (line) line.textContent = '';
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const target = this.#line();
      if (target) target.textContent = this.#waiting.join('. ');
      this.#waiting = [];
    }, 150);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }
}
