import { closeIcon, fileIcon, formatBytes, icon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { MoreTexts } from '../chat-more-messages.js';
import type { Attachment, Attachments } from './attachments.js';

/** The files of the next message, above the field. */
export function renderAttachments(
  attachments: Attachments,
  t: MoreTexts,
  locale: string,
): TemplateResult | typeof nothing {
  const { items } = attachments;
  if (!items.length) return nothing;
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const state = ({ state, share, file }: Attachment): string =>
    state === 'failed'
      ? t('uploadFailed')
      : state === 'ready'
        ? formatBytes(file.size, locale)
        : percent.format(share);
  return html`<ul class="attachments" aria-label=${t('attachments')}>${items.map(
    (item) => html`<li data-state=${item.state}>
      ${icon(fileIcon, 18)}
      <span class="name"><bdi>${item.file.name}</bdi></span>
      <span class="size">${state(item)}</span>
      ${
        item.state === 'failed'
          ? html`<button type="button" class="again" @click=${() => attachments.retry(item.key)}>${t('loadAgain')}</button>`
          : nothing
      }
      <button type="button" class="icon-button" aria-label=${t('attachmentRemove', { name: item.file.name })}
        @click=${() => attachments.remove(item.key)}>${icon(closeIcon, 16)}</button>
      ${
        item.state === 'uploading'
          ? html`<progress max="1" .value=${item.share} aria-label=${t('uploading', { name: item.file.name })}></progress>`
          : nothing
      }
    </li>`,
  )}</ul>`;
}
