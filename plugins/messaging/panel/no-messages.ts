import { chatIcon } from '@teambrain/widget-kit';
import { html, type TemplateResult } from 'lit';
import type { MoreTexts } from './chat-more-messages.js';

/** Stands where there are no messages, and says why. */
export function renderNoMessages(
  t: MoreTexts,
  why: 'noRoom' | 'ended' | 'empty',
  text: 'noRoomText' | 'endedText' | 'emptyText' | 'emptyReadonly',
): TemplateResult {
  return html`<tb-empty class="cover" .heading=${t(`${why}Title`)} .icon=${chatIcon}>${t(text)}</tb-empty>`;
}

export function renderLoadFailure(heading: string, error: unknown, retry: () => void): TemplateResult {
  return html`<tb-error class="cover" .heading=${heading} .error=${error} @retry=${retry}></tb-error>`;
}
