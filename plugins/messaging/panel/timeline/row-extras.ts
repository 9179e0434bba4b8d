import type { MoreTexts } from '../chat-more-messages.js';
import { renderBlock } from '../tokens/block-tokens.js';
import { blockStyles } from '../tokens/block-tokens.styles.js';
import { fileStyles, renderFiles } from './files.js';
import { handleListKey } from './roving.js';
import type { RowExtras } from './row-context.js';
import { renderToolbar } from './toolbar.js';
import { toolbarStyles } from './toolbar.styles.js';

/** What rows have besides plain text. */
export function createRowExtras(t: MoreTexts): RowExtras {
  return {
    styles: [toolbarStyles, fileStyles, blockStyles],
    toolbar: (context) => renderToolbar(context, t),
    files: (message, context) => renderFiles(message, context, t),
    block: renderBlock,
    takeKey: handleListKey,
  };
}
