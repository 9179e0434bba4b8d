import type { WidgetContext, WidgetState } from '@teambrain/widget-kit';
import { ana, joe, lilly, me } from '../../../../widget/kit/test/support/people.js';
import { showPanel, room as widgetRoom, workspace } from '../../../../widget/kit/test/support/show-panel.js';
import { TbMessagingPanel } from '../../panel/messaging-panel.component.js';
import type { Message } from '../../shared/types.js';
import { createFakeRoom, type FakeRoom, message } from './fake-room.js';

export interface Page {
  room: FakeRoom;
  context: WidgetContext;
  panel: TbMessagingPanel;
  said: string[];
  toasts: string[];
  links: string[];
  message: typeof message;
  people: { lilly: typeof lilly; joe: typeof joe; ana: typeof ana; me: typeof me };
}

export interface Setup {
  messages?: Message[];
  count?: number;
  readSeq?: number;
  state?: Partial<WidgetState>;
}

async function open({ messages, count = 12, readSeq, state }: Setup = {}): Promise<Page> {
  const initial =
    messages ??
    Array.from({ length: count }, (_, index) =>
      message(index + 1, [lilly, joe, ana][(index >> 1) % 3] ?? lilly, `Message number ${index + 1}`),
    );
  const room = createFakeRoom(me, [lilly, joe, ana, me], initial, readSeq ?? initial.at(-1)?.seq ?? 0);
  const toasts: string[] = [];
  const links: string[] = [];
  const seq = initial.at(-1)?.seq ?? 0;
  const { context, panel, said } = await showPanel(TbMessagingPanel, {
    state: {
      handle: room as unknown as WidgetState['handle'],
      locale: 'en-GB',
      features: new Set(['messaging', 'presence', 'rooms']),
      limits: { maxBodyBytes: 65536, maxMessageChars: 4000 },
      workspace,
      room: widgetRoom('r1', 'design', {
        seq,
        readSeq: readSeq ?? seq,
        unread: readSeq === undefined ? 0 : initial.filter((one) => one.seq > readSeq).length,
      }),
      ...state,
    },
    actions: {
      toast: ({ text }) => toasts.push(text),
      openLink: (url) => links.push(url),
    },
  });
  await panel.session.timeline?.ready;
  await new Promise((done) => setTimeout(done, 60));
  const page = { room, context, panel, said, toasts, links, message, people: { lilly, joe, ana, me } };
  Object.assign(globalThis, { page });
  return page;
}

// By the first name the harness knows that the page is ready.
Object.assign(globalThis, { openPanel: open, openChat: open });

declare global {
  var openChat: (setup?: Setup) => Promise<Page>;
  var page: Page;
}
