import type { ReactiveController } from 'lit';

/**
 * Says texts to screen readers through one polite status line. Texts that come together are said together, and a text is
 * written a moment after the line was emptied: a line that gets the same text twice says nothing the second time.
 */
export class Announcer implements ReactiveController {
  readonly #line: () => HTMLElement | null;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(line: () => HTMLElement | null) {
    this.#line = line;
  }

  say(text: string): void {
    this.#waiting.push(text);
    this.#write('');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#write(this.#waiting.join('. '));
      this.#waiting = [];
    }, 150);
  }

  /** Says nothing more, and takes back what stands there. */
  clear(): void {
    this.hostDisconnected();
    this.#write('');
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #write(text: string): void {
    const line = this.#line();
    if (line) line.textContent = text;
  }
}
