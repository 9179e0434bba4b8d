import type { FileUploads } from '../chat-room.js';

export type AttachmentState = 'uploading' | 'ready' | 'failed';

/** A file that goes with the next message. */
export interface Attachment {
  readonly key: number;
  readonly file: File;
  readonly state: AttachmentState;
  /** Uploaded part, 0 to 1. */
  readonly share: number;
  /** Once it is uploaded. */
  readonly id?: string;
}

export interface AttachmentsHost {
  uploads(): FileUploads | undefined;
  changed(): void;
  done(file: unknown): void;
  failed(error: unknown): void;
}

/** Files per message, as the server has it. */
export const maxAttachments = 10;

/** What is uploaded for the next message: begins at once, so that sending does not wait. */
export class Attachments {
  readonly #host: AttachmentsHost;
  readonly #aborts = new Map<number, AbortController>();
  #items: readonly Attachment[] = [];
  #count = 0;

  constructor(host: AttachmentsHost) {
    this.#host = host;
  }

  get items(): readonly Attachment[] {
    return this.#items;
  }

  /** Ids of what is uploaded. */
  get ids(): string[] {
    return this.#items.flatMap(({ id }) => id ?? []);
  }

  get names(): string {
    return this.#items.map(({ file }) => file.name).join(', ');
  }

  /** Whether the message may leave: `busy` while something is still on its way or failed, `none` without files. */
  get readiness(): 'none' | 'busy' | 'ready' {
    if (!this.#items.length) return 'none';
    return this.#items.every(({ state }) => state === 'ready') ? 'ready' : 'busy';
  }

  /** Takes as many of the files as a message holds; answers how many were left out. */
  add(files: readonly File[]): number {
    const room = Math.max(0, maxAttachments - this.#items.length);
    const taken = files
      .slice(0, room)
      .map((file): Attachment => ({ key: ++this.#count, file, state: 'uploading', share: 0 }));
    this.#items = [...this.#items, ...taken];
    this.#host.changed();
    for (const { key } of taken) void this.#upload(key);
    return files.length - taken.length;
  }

  retry(key: number): void {
    this.#change(key, { state: 'uploading', share: 0 });
    void this.#upload(key);
  }

  remove(key: number): void {
    this.#aborts.get(key)?.abort();
    this.#items = this.#items.filter((item) => item.key !== key);
    this.#host.changed();
  }

  clear(): void {
    for (const abort of this.#aborts.values()) abort.abort();
    this.#items = [];
    this.#host.changed();
  }

  async #upload(key: number): Promise<void> {
    const item = this.#items.find((one) => one.key === key);
    if (!item) return;
    const abort = new AbortController();
    this.#aborts.set(key, abort);
    try {
      const uploads = this.#host.uploads();
      if (!uploads) throw new Error('files are off');
      const file = await uploads.upload(item.file, {
        signal: abort.signal,
        onProgress: (share) => this.#change(key, { share }),
      });
      if (abort.signal.aborted) return;
      this.#change(key, { state: 'ready', share: 1, id: file.id });
      this.#host.done(file);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#change(key, { state: 'failed' });
      this.#host.failed(error);
    } finally {
      if (this.#aborts.get(key) === abort) this.#aborts.delete(key);
    }
  }

  #change(key: number, change: Partial<Attachment>): void {
    this.#items = this.#items.map((item) => (item.key === key ? { ...item, ...change } : item));
    this.#host.changed();
  }
}
