import { fileIcon, formatBytes, icon } from '@teambrain/widget-kit';
import { css, html, type TemplateResult } from 'lit';
import type { Message } from '../../shared/types.js';
import type { MoreTexts } from '../chat-more-messages.js';
import type { RowContext } from './row-context.js';

/** The files of a message as cards. */
export function renderFiles(message: Message, { locale }: RowContext, t: MoreTexts): TemplateResult {
  return html`<div class="files">${message.files.map((file) => {
    const size = formatBytes(file.size, locale);
    return html`<button type="button" tabindex="-1" class="file" part="attachment" data-action="open-file" data-file-id=${file.id}
      >${icon(fileIcon)}<span class="sr">${t('attachment')}</span>
      <span class="name"><bdi>${file.name}</bdi></span><span class="size">${size}</span></button>`;
  })}</div>`;
}

export const fileStyles = css`
  .files {
    display: grid;
    gap: 6px;
    margin-block: 4px;
    max-inline-size: 320px;
  }
  .file {
    align-items: center;
    background: var(--tb-color-bg);
    border: 1px solid var(--tb-color-border);
    border-radius: 10px;
    color: inherit;
    cursor: pointer;
    display: grid;
    font: inherit;
    gap: 0 10px;
    grid-template-columns: 20px minmax(0, 1fr);
    inline-size: 100%;
    padding: 9px 12px;
    text-align: start;
  }
  .file:hover {
    border-color: var(--tb-color-accent);
  }
  .file .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file .size {
    color: var(--tb-color-text-muted);
    font-size: 12px;
    grid-column: 2;
  }
  .file svg {
    color: var(--tb-color-text-muted);
    grid-row: span 2;
  }
`;
