import MarkdownIt from 'markdown-it';
import { addressAt, safeHref } from './links.js';

/** Deepest nesting of lists and quotes; deeper ones stay text. */
const maxNesting = 20;

type Parser = ReturnType<typeof MarkdownIt>;

function createParser(tables: boolean): Parser {
  const md = new MarkdownIt('default', { html: false, linkify: false, typographer: false, breaks: true });
  md.options.maxNesting = maxNesting;
  // Reference links repeat one definition many times over, indented code and underlined headings surprise in a chat.
  md.disable(['reference', 'code', 'lheading', ...(tables ? [] : ['table'])]);
  md.validateLink = (href) => safeHref(href) !== null;

  // Bare addresses, found before emphasis can tear `_` and `*` out of them.
  md.inline.ruler.after('text', 'address', (state, silent) => {
    if (state.linkLevel > 0 || state.src.charCodeAt(state.pos) !== 0x3a) return false;
    const scheme = /(?:^|[^a-z0-9])(https?|mailto)$/i.exec(state.pending.slice(-8))?.[1];
    if (scheme === undefined) return false;
    const found = addressAt(state.src, state.pos - scheme.length);
    if (found === null) return false;
    if (!silent) {
      state.pending = state.pending.slice(0, -scheme.length);
      state.push('link_open', 'a', 1).attrs = [['href', found]];
      state.push('text', '', 0).content = found;
      state.push('link_close', 'a', -1);
    }
    state.pos += found.length - scheme.length;
    return true;
  });
  return md;
}

const full = createParser(true);
const withoutTables = createParser(false);

/** Widest table; markdown-it fills short rows up to the header's width, so 10 KB could become 65,536 cells. */
const maxColumns = 40;

export function parserFor(text: string): Parser {
  let pipes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x0a) pipes = 0;
    else if (code === 0x7c && ++pipes > maxColumns) return withoutTables;
  }
  return full;
}
