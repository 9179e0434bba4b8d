import { html, nothing, type TemplateResult } from 'lit';
import type { Token } from '../../shared/types.js';
import { type Rendered, renderToken, type TokenContext, tokensToText } from './render-tokens.js';

/** Headings, lists, quotes, code, rules and tables. */
export function renderBlock(token: Token, context: TokenContext, depth: number): Rendered {
  const inner = () => (token.children ?? []).map((child) => renderToken(child, context, depth + 1));
  const content = () => (token.children?.length ? inner() : (token.text ?? nothing));
  switch (token.type) {
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
      return html`<div class="scroll"><table dir="auto">${(token.children ?? []).map((row) => renderRow(row, token.align, context, depth + 1))}</table></div>`;
    case 'row':
      return renderRow(token, undefined, context, depth);
    default:
      return html`${content()}`;
  }
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
