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
  /** Draws what loads later: lists, tables, code and the like. Until it is here, nothing comes back. */
  block(token: Token, depth: number): Rendered | undefined;
}

export type Rendered = TemplateResult | string | typeof nothing;

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

const block = /^(heading|list|item|quote|code_block|rule|table|row)$/;

export function renderToken(token: Token, context: TokenContext, depth: number): Rendered {
  if (depth > maxDepth) return tokensToText([token]);
  if (block.test(token.type))
    return context.block(token, depth) ?? html`<p dir="auto">${tokensToText([token])}</p>`;
  const inner = () => (token.children ?? []).map((child) => renderToken(child, context, depth + 1));
  const content = () => (token.children?.length ? inner() : (token.text ?? nothing));
  switch (token.type) {
    case 'paragraph':
      return html`<p dir="auto">${content()}</p>`;
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
