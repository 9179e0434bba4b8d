import { adoptStyles, attachIcon, icon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { SendMessage } from '../../shared/types.js';
import type { ChatCore, ChatElement } from '../chat-element.js';
import type { MoreTexts } from '../chat-more-messages.js';
import type { FileUploads } from '../chat-room.js';
import { attachingStyles } from './attaching.styles.js';
import { Attachments } from './attachments.js';
import { renderAttachments } from './attachments-view.js';

/**
 * Files for the next message: chosen, dropped on the chat or pasted into it. Where the plugin for files is off or the
 * reader may not send any, there is no button, and a file that is dropped gets an answer instead of leaving the page.
 */
export class Attaching {
  readonly #chat: ChatCore;
  readonly #host: ChatElement;
  readonly #t: MoreTexts;
  readonly files: Attachments;
  #dragging = false;

  constructor(chat: ChatCore, host: ChatElement, t: MoreTexts) {
    this.#chat = chat;
    this.#host = host;
    this.#t = t;
    adoptStyles(host.renderRoot as ShadowRoot, [attachingStyles]);
    const { actions } = host.widget;
    this.files = new Attachments({
      uploads: () => this.#uploads,
      changed: () => host.requestUpdate(),
      done: (file) => {
        host.emit('tb-file-upload', { file });
        if (this.files.readiness === 'ready')
          actions.announce(t('uploaded', { count: this.files.ids.length }));
      },
      failed: (error) => actions.report(error),
    });
    host.addEventListener('dragover', this.#dragOver);
    host.addEventListener('dragleave', this.#dragLeave);
    host.addEventListener('drop', this.#drop);
    host.addEventListener('paste', this.#paste);
  }

  get #uploads(): FileUploads | undefined {
    const { widget, session } = this.#host;
    const { features, noUpload } = widget.state;
    const may = features.has('files') && !noUpload && !this.#chat.closedReason;
    return may ? session.room?.files : undefined;
  }

  /** The message with the files that go along; they are gone from here. Without words, a file is found by its name. */
  take(input: SendMessage): SendMessage {
    const { ids, names } = this.files;
    if (!ids.length) return input;
    this.files.clear();
    return { ...input, text: input.text || names, files: ids };
  }

  /** The button beside the field. */
  button(): TemplateResult | typeof nothing {
    if (!this.#uploads) return nothing;
    const label = this.#t('attach');
    return html`<button type="button" slot="actions" class="icon-button" aria-label=${label} title=${label}
      @click=${this.#browse}>${icon(attachIcon)}</button>`;
  }

  /** What stands above the field. */
  list(): TemplateResult | typeof nothing {
    return renderAttachments(this.files, this.#t, this.#host.widget.state.locale);
  }

  /** Over everything while a file is held above it. */
  overlay(): TemplateResult | typeof nothing {
    return this.#dragging ? html`<div class="drop">${this.#t('drop')}</div>` : nothing;
  }

  #add(list: Iterable<File> | undefined): void {
    const files = [...(list ?? [])];
    if (!files.length) return;
    const { toast } = this.#host.widget.actions;
    if (!this.#uploads) {
      toast({ text: this.#t('noUploads'), tone: 'danger' });
      return;
    }
    const left = this.files.add(files);
    if (left) toast({ text: this.#t('attachmentsTooMany', { count: left }), tone: 'danger' });
    this.#host.composer?.focus();
  }

  readonly #browse = (): void => {
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true });
    input.addEventListener('change', () => this.#add(input.files ?? undefined));
    input.click();
  };

  #hold(dragging: boolean): void {
    if (dragging === this.#dragging) return;
    this.#dragging = dragging;
    this.#host.requestUpdate();
  }

  // Taken in any case: a browser that is left a dropped file opens it in place of the page.
  readonly #dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#hold(this.#uploads !== undefined);
  };

  readonly #dragLeave = ({ relatedTarget }: DragEvent): void => {
    if (!relatedTarget || !this.#host.contains(relatedTarget as Node)) this.#hold(false);
  };

  readonly #drop = (event: DragEvent): void => {
    this.#hold(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#add(event.dataTransfer.files);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    const { clipboardData } = event;
    // Office programs put a picture of the text beside the text: that is meant as text.
    if (!clipboardData?.files.length || clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    this.#add(clipboardData.files);
  };
}
