import type { Token as MarkdownToken } from 'markdown-it';
import type { Token } from '../../shared/types.js';
import { safeHref } from './links.js';
import { type People, splitMentions } from './mentions.js';

/** Turns markdown-it's flat list of openings and closings into our tree. Types it does not know become their text. */
export function convert(source: readonly MarkdownToken[], people: People, mentioned: Set<string>): Token[] {
  const root: Token = { type: 'paragraph', children: [] };
  const stack: Token[] = [root];
  let inHead = false;

  const top = () => stack[stack.length - 1] as Token;
  const add = (token: Token) => {
    const parent = top();
    parent.children ??= [];
    parent.children.push(token);
  };
  const addText = (text: string) => {
    if (text === '') return;
    const last = top().children?.at(-1);
    if (last?.type === 'text') last.text += text;
    else add({ type: 'text', text });
  };
  const open = (token: Token) => {
    add(token);
    stack.push(token);
  };

  function visit(token: MarkdownToken): void {
    if (token.type === 'thead_open') inHead = true;
    else if (token.type === 'thead_close') inHead = false;
    if (token.nesting === -1) {
      if (opened.has(token.type)) stack.pop();
      return;
    }
    if (token.nesting === 1) {
      const made = opening(token, inHead);
      if (made?.type === 'cell' && inHead) noteAlign(stack, token);
      if (made) open(made);
      return;
    }
    switch (token.type) {
      case 'inline':
        visitInline(token.children ?? []);
        break;
      case 'code_inline':
        add({ type: 'code', text: token.content });
        break;
      case 'fence':
      case 'code_block':
        add({ type: 'code_block', ...language(token.info), text: token.content.replace(/\n$/, '') });
        break;
      case 'hr':
        add({ type: 'rule' });
        break;
      case 'softbreak':
      case 'hardbreak':
        add({ type: 'break' });
        break;
      case 'image':
        add(imageAsLink(token));
        break;
      case 'text':
        if (stack.some(({ type }) => type === 'link')) addText(token.content);
        else
          for (const part of splitMentions(token.content, people, mentioned))
            part.type === 'text' ? addText(part.text as string) : add(part);
        break;
      default:
        addText(token.content);
    }
  }

  function visitInline(children: readonly MarkdownToken[]): void {
    const first = children[0];
    const item = taskItem(stack);
    const box = item && first?.type === 'text' ? /^\[([ xX])\]\s+/.exec(first.content) : null;
    if (item && first && box) {
      item.checked = box[1] !== ' ';
      first.content = first.content.slice(box[0].length);
    }
    for (const child of children) visit(child);
  }

  for (const token of source) visit(token);
  return root.children as Token[];
}

const opened = new Set([
  'paragraph_close',
  'heading_close',
  'bullet_list_close',
  'ordered_list_close',
  'list_item_close',
  'blockquote_close',
  'table_close',
  'tr_close',
  'th_close',
  'td_close',
  'strong_close',
  'em_close',
  's_close',
  'link_close',
]);

function opening(token: MarkdownToken, inHead: boolean): Token | null {
  switch (token.type) {
    case 'paragraph_open':
      return { type: 'paragraph', children: [] };
    case 'heading_open':
      return { type: 'heading', level: Number(token.tag.slice(1)), children: [] };
    case 'bullet_list_open':
      return { type: 'list', ordered: false, children: [] };
    case 'ordered_list_open':
      return { type: 'list', ordered: true, start: Number(token.attrGet('start') ?? 1), children: [] };
    case 'list_item_open':
      return { type: 'item', children: [] };
    case 'blockquote_open':
      return { type: 'quote', children: [] };
    case 'table_open':
      return { type: 'table', align: [], children: [] };
    case 'tr_open':
      return { type: 'row', children: [] };
    case 'th_open':
    case 'td_open':
      return { type: 'cell', ...(inHead ? { header: true } : {}), children: [] };
    case 'strong_open':
      return { type: 'strong', children: [] };
    case 'em_open':
      return { type: 'em', children: [] };
    case 's_open':
      return { type: 'strike', children: [] };
    case 'link_open':
      // `validateLink` let it pass, so it is safe; the fallback only keeps the tree balanced.
      return { type: 'link', href: safeHref(String(token.attrGet('href'))) ?? '', children: [] };
    default:
      return null;
  }
}

/** A picture from elsewhere would tell its host who reads the room: it becomes a link. */
function imageAsLink(token: MarkdownToken): Token {
  const href = safeHref(String(token.attrGet('src'))) ?? '';
  return { type: 'link', href, children: [{ type: 'text', text: token.content || href }] };
}

function language(info: string): { lang?: string } {
  const lang = /^[\w+#.-]{1,30}/.exec(info.trim())?.[0];
  return lang ? { lang } : {};
}

function noteAlign(stack: readonly Token[], token: MarkdownToken): void {
  const align = /text-align:(left|center|right)/.exec(String(token.attrGet('style')))?.[1];
  const table = stack.findLast(({ type }) => type === 'table');
  table?.align?.push((align as 'left' | 'center' | 'right' | undefined) ?? null);
}

/** The list item whose first line is about to be filled. */
function taskItem(stack: readonly Token[]): Token | null {
  const paragraph = stack.at(-1);
  const item = stack.at(-2);
  return paragraph?.type === 'paragraph' && item?.type === 'item' && item.children?.[0] === paragraph
    ? item
    : null;
}
