import { avatar, formatDate, icon, pinIcon } from '@teambrain/widget-kit';
import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineItem } from '../../client/api.js';
import type { Message } from '../../shared/types.js';
import { renderTokens, tokensToText } from '../tokens/render-tokens.js';
import { renderReactions } from './reactions.js';
import type { RowContext } from './row-context.js';

export interface RowFlags {
  grouped: boolean;
  /** The roving tab stop. */
  current: boolean;
  /** Hovered or focused: carries the toolbar. */
  active: boolean;
  flash: boolean;
}

export interface RowSurroundings {
  /** Stands in for the text while the message is edited. */
  editor: TemplateResult | undefined;
  /** What the message answers, where it is loaded. */
  repliedTo: Message | undefined;
}

/** One message. Everything that can be pressed says so by `data-action`; the list handles it for all rows at once. */
export function renderMessage(
  { key, message, status }: TimelineItem,
  flags: RowFlags,
  context: RowContext,
  around: RowSurroundings,
): TemplateResult {
  const { editor } = around;
  const { t, locale } = context;
  const name = message.author.displayName || message.author.username;
  const time = formatDate(message.createdAt, 'time', locale);
  const own = message.author.id === context.viewerId;
  const mentioned = !own && context.viewerId !== undefined && message.mentions?.includes(context.viewerId);
  const classes = [
    'row message',
    flags.grouped ? 'grouped' : '',
    flags.current ? 'current' : '',
    flags.active || editor ? 'active' : '',
    flags.flash ? 'flash' : '',
  ].join(' ');
  return html`<article class=${classes} part="message" data-key=${key} data-id=${message.id}
    tabindex=${flags.current ? 0 : -1} aria-label=${t('messageName', { name, time })}
    data-state=${status === 'sent' ? nothing : status} ?data-own=${own} ?data-mention=${mentioned}>
    ${
      flags.grouped
        ? html`<span class="gutter-time" aria-hidden="true">${time}</span>`
        : html`<span class="avatar" part="avatar" aria-hidden="true">${avatar(message.author)}</span>`
    }
    <div class="body" part="body">
      ${flags.grouped ? nothing : renderHead(message, name, time, context)}
      ${message.deletedAt ? html`<div class="gone">${t('deletedMessage')}</div>` : nothing}
      ${message.deletedAt ? nothing : (editor ?? renderContent(message, status, flags.grouped, context, around.repliedTo))}
    </div>
    ${flags.active && !editor && !message.deletedAt && status === 'sent' ? context.extras?.toolbar(context) : nothing}
  </article>`;
}

function renderHead(message: Message, name: string, time: string, { t, locale }: RowContext): TemplateResult {
  const { kind } = message.author;
  return html`<div class="head">
    <span class="author" part="author"><bdi>${name}</bdi></span>
    ${kind === 'bot' ? html`<span class="badge">${t('bot')}</span>` : nothing}
    ${kind === 'guest' ? html`<span class="badge">${t('guest')}</span>` : nothing}
    <time class="time" part="time" datetime=${message.createdAt} title=${formatDate(message.createdAt, 'full', locale)}
      >${time}</time>
    ${message.pinned ? html`<span class="note">${icon(pinIcon, 13)} ${t('pinned')}</span>` : nothing}
  </div>`;
}

function renderContent(
  message: Message,
  status: TimelineItem['status'],
  grouped: boolean,
  context: RowContext,
  repliedTo: Message | undefined,
): TemplateResult {
  return html`
    ${message.replyTo && !context.inThread ? renderQuote(message.replyTo, repliedTo, context) : nothing}
    ${renderText(message, grouped, context)}
    ${message.files?.length ? context.extras?.files(message, context) : nothing}
    ${renderReactions(message, context)}
    ${message.replyCount && !context.inThread ? renderThreadLink(message, context) : nothing}
    ${status === 'failed' ? context.extras?.unsent() : nothing}`;
}

function renderText(
  message: Message,
  grouped: boolean,
  context: RowContext,
): TemplateResult | typeof nothing {
  if (!message.text && !message.tokens?.length) return nothing;
  const { t, locale } = context;
  const notes = html`${
    message.editedAt
      ? html` <span class="note" title=${formatDate(message.editedAt, 'full', locale)}>${t('edited')}</span>`
      : nothing
  }${message.pinned && grouped ? html` <span class="note">${icon(pinIcon, 13)} ${t('pinned')}</span>` : nothing}`;
  return message.tokens?.length
    ? html`<div class="text tokens" part="bubble">${renderTokens(message.tokens, context.tokens)}${notes}</div>`
    : html`<div class="text" part="bubble" dir="auto">${message.text}${notes}</div>`;
}

function renderQuote(messageId: string, root: Message | undefined, { t }: RowContext): TemplateResult {
  if (!root || root.deletedAt) {
    return html`<button type="button" tabindex="-1" class="quote" data-action="jump" data-target=${messageId}>
      <span class="truncate">${t('replyToUnknown')}</span></button>`;
  }
  return html`<button type="button" tabindex="-1" class="quote" data-action="jump" data-target=${messageId}>
    <span class="sr">${t('inReplyTo')}</span><b><bdi>${root.author.displayName || root.author.username}</bdi></b>
    <span class="truncate" dir="auto">${previewText(root)}</span></button>`;
}

function renderThreadLink(message: Message, { t, locale }: RowContext): TemplateResult {
  const values = { count: message.replyCount };
  const label = message.lastReplyAt
    ? t('threadLast', { ...values, time: formatDate(message.lastReplyAt, 'time', locale) })
    : t('thread', values);
  return html`<div><button type="button" tabindex="-1" class="link-button thread" part="thread-link"
    data-action="open-thread">${label}</button></div>`;
}

/** The first line or so of a message, for previews and announcements. */
export function previewText(message: Message, max = 140): string {
  const text = (message.tokens?.length ? tokensToText(message.tokens) : message.text)
    .replace(/\s+/g, ' ')
    .trim();
  const shown = text || (message.files?.[0]?.name ?? '');
  return shown.length > max ? `${shown.slice(0, max - 1)}…` : shown;
}
