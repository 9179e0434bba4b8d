import type { PanelTarget } from '@teambrain/widget-kit';
import type { Message } from '../shared/types.js';

/** The address of this page with the message in its fragment, where the widget finds it on load. */
export function messageLink({ roomId, id }: Pick<Message, 'roomId' | 'id'>, page: string): string {
  const url = new URL(page);
  url.hash = `tb-room=${roomId}&tb-message=${id}`;
  return url.href;
}

/** Where the fragment of an address leads; undefined where it is the page's own. */
export function readMessageLink(hash: string): Required<Pick<PanelTarget, 'room' | 'message'>> | undefined {
  const values = new URLSearchParams(hash.slice(1));
  const room = values.get('tb-room');
  const message = values.get('tb-message');
  return room && message ? { room, message } : undefined;
}
