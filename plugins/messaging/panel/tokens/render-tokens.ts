import { html, nothing, type TemplateResult } from 'lit';
import type { Token } from '../../shared/types.js';
import { safeLink } from './safe-link.js';

/** What a token tree needs to know about its surroundings. */
export interface TokenContext {
  /** Display name of a person; undefined when unknown. */
  userName(userId: string): string | undefined;
  roomName(roomId: string): string | undefined;
  /** The viewer, whose own mentions stand out. */
  viewerId: string | undefined;
  copyLabel: string;
  doneLabel: string;
  openLabel: string;
}

type Rendered = TemplateResult | string | typeof nothing;

/** Deeper trees are shown as plain text: the parser stops earlier, but a renderer must not trust that. */
const maxDepth = 24;

/** Renders the parsed Markdown of a message as templates. No HTML string exists on the way, so there is none to clean. */
export function renderTokens(tokens: readonly Token[], context: TokenContext): Rendered[] {
  return tokens.map((token) => renderToken(token, context, 0));
}

/** The text of a token tree, for places that show one line. */
export function tokensToText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      const text = (token.text ?? '') + (token.children ? tokensToText(token.children) : '');
      return inline.has(token.type) ? text : `${text} `;
    })
    .join('');
}

const inline = new Set<Token['type']>([
  'text',
  'strong',
  'em',
  'strike',
  'code',
  'link',
  'mention',
  'room',
  'emoji',
]);

function renderToken(token: Token, context: TokenContext, depth: number): Rendered {
  if (depth > maxDepth) return tokensToText([token]);
  const inner = () => (token.children ?? []).map((child) => renderToken(child, context, depth + 1));
  const content = () => (token.children?.length ? inner() : (token.text ?? nothing));
  switch (token.type) {
    case 'paragraph':
      return html`<p dir="auto">${content()}</p>`;
    case 'heading':
      return html`<p class="heading h${Math.min(6, Math.max(1, token.level ?? 1))}" dir="auto">${content()}</p>`;
    case 'list':
      return token.ordered
        ? html`<ol dir="auto" start=${Number.isSafeInteger(token.start) ? Number(token.start) : 1}>${inner()}</ol>`
        : html`<ul dir="auto">${inner()}</ul>`;
    case 'item':
      return typeof token.checked === 'boolean'
        ? html`<li class="check"><span role="img" class="box ${token.checked ? 'on' : ''}"
            aria-label=${token.checked ? context.doneLabel : context.openLabel}></span>${content()}</li>`
        : html`<li>${content()}</li>`;
    case 'quote':
      return html`<blockquote dir="auto">${content()}</blockquote>`;
    case 'code_block':
      return html`<div class="code" part="code"><pre dir="ltr"><code>${token.text ?? tokensToText(token.children ?? [])}</code></pre>
        <button type="button" tabindex="-1" class="copy" data-action="copy-code">${context.copyLabel}</button></div>`;
    case 'rule':
      return html`<hr>`;
    case 'table':
      return html`<div class="scroll"><table>${(token.children ?? []).map((row) => renderRow(row, token.align, context, depth + 1))}</table></div>`;
    case 'row':
      return renderRow(token, undefined, context, depth);
    case 'strong':
      return html`<strong>${content()}</strong>`;
    case 'em':
      return html`<em>${content()}</em>`;
    case 'strike':
      return html`<s>${content()}</s>`;
    case 'code':
      return html`<code>${token.text ?? tokensToText(token.children ?? [])}</code>`;
    case 'break':
      return html`<br>`;
    case 'link':
      return renderLink(token, content());
    case 'mention':
      return renderMention(token, context);
    case 'room': {
      const name = (token.roomId && context.roomName(token.roomId)) ?? token.text?.replace(/^#/, '') ?? '';
      return html`<button type="button" tabindex="-1" class="mention" part="mention" data-action="open-room"
        data-room-id=${token.roomId ?? nothing}>#<bdi>${name}</bdi></button>`;
    }
    case 'emoji':
      return token.text ?? (token.name ? `:${token.name}:` : nothing);
    default:
      // `text`, images (drawn as file cards by the row) and whatever a newer server may send.
      return html`${content()}`;
  }
}

function renderLink(token: Token, label: unknown): Rendered {
  const url = safeLink(token.href);
  if (!url) return html`${label}`;
  return html`<a href=${url.href} title=${url.href} rel="noopener noreferrer nofollow" tabindex="-1" part="link"
    target=${url.protocol === 'mailto:' ? nothing : '_blank'} data-action="link">${label}</a>`;
}

function renderMention(token: Token, context: TokenContext): TemplateResult {
  const name = (token.userId && context.userName(token.userId)) ?? token.text?.replace(/^@/, '') ?? '';
  const own = token.userId !== undefined && token.userId === context.viewerId;
  return html`<span class="mention ${own ? 'own' : ''}" part="mention">@<bdi>${name}</bdi></span>`;
}

function renderRow(row: Token, align: Token['align'], context: TokenContext, depth: number): TemplateResult {
  const cells = (row.children ?? []).map((cell, index) => {
    const side = align?.[index] ?? 'start';
    const content = (cell.children ?? []).map((child) => renderToken(child, context, depth + 1));
    const body = content.length ? content : (cell.text ?? nothing);
    return row.header || cell.header
      ? html`<th class="align-${side}" scope="col" dir="auto">${body}</th>`
      : html`<td class="align-${side}" dir="auto">${body}</td>`;
  });
  return html`<tr>${cells}</tr>`;
}
