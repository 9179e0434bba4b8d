import type { MoreTexts } from '../chat-more-messages.js';
import { adoptReplyStyles, renderReplyLine } from '../composer/reply-line.js';
import { renderBlock } from '../tokens/block-tokens.js';
import { renderFiles } from './files.js';
import { renderFailure } from './load-failure.js';
import { attend } from './row-attention.js';
import type { RowExtras } from './row-context.js';
import { renderToolbar } from './toolbar.js';
import { renderUnsent } from './unsent.js';

/** What rows have besides plain text. */
export function createRowExtras(t: MoreTexts): RowExtras {
  return {
    attend,
    toolbar: (context) => renderToolbar(context, t),
    files: (message, context) => renderFiles(message, context, t),
    block: renderBlock,
    replyLine: (name, cancel) => renderReplyLine(t, name, cancel),
    answering: adoptReplyStyles,
    unsent: () => renderUnsent(t),
    failure: (error, retry) => renderFailure(error, t, retry),
  };
}
