import {
  define,
  emptyState,
  provideContext,
  TbElement,
  themeStyles,
  WidgetContext,
  type WidgetState,
} from '@teambrain/widget-kit';
import { css, html } from 'lit';
import { TbMessagingPanel } from '../../panel/messaging-panel.component.js';
import type { Message } from '../../shared/types.js';
import { createFakeRoom, type FakeRoom, message, person } from './fake-room.js';

const lilly = person('u1', 'Lilly Chen');
const joe = person('u2', 'Joe Park');
const ana = person('u3', 'Ana Silva');
const me = person('me', 'Sam Reed');

/** A frame of the size of the widget's panel: carries the theme, as `<team-brain>` does. */
class Frame extends TbElement {
  static override readonly tag = 'test-frame';
  static override readonly dependencies = [TbMessagingPanel];
  static override styles = [
    themeStyles,
    css`
      :host {
        background: var(--tb-color-bg);
        display: block;
        block-size: 100%;
      }
    `,
  ];
  protected override render(): unknown {
    return html`<tb-messaging-panel></tb-messaging-panel>`;
  }
}

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
  const said: string[] = [];
  const toasts: string[] = [];
  const links: string[] = [];
  const handle = room as unknown as WidgetState['handle'];
  const context = new WidgetContext(
    {
      ...emptyState,
      status: 'online',
      me,
      handle,
      visible: true,
      locale: 'en-GB',
      features: new Set(['messaging', 'presence', 'rooms']),
      limits: { maxBodyBytes: 65536, maxMessageChars: 4000 },
      workspace: {
        id: 'w1',
        name: 'Acme',
        slug: 'acme',
        memberCount: 4,
        membersMayInvite: true,
        role: 'member',
      },
      room: {
        id: 'r1',
        workspaceId: 'w1',
        name: 'design',
        slug: 'design',
        visibility: 'public',
        kind: 'chat',
        memberCount: 4,
        seq: initial.at(-1)?.seq ?? 0,
        role: 'member',
        readSeq: readSeq ?? initial.at(-1)?.seq ?? 0,
        unread: readSeq === undefined ? 0 : initial.filter(({ seq }) => seq > readSeq).length,
      },
      ...state,
    },
    {
      openRoom: async () => {},
      openPanel: async () => {},
      announce: (text) => said.push(text),
      toast: ({ text }) => toasts.push(text),
      refreshRooms: async () => {},
      markRead: () => {},
      report: () => {},
      openLink: (url) => links.push(url),
      close: () => {},
    },
  );
  document.querySelector('test-frame')?.remove();
  const frame = document.createElement('test-frame') as Frame;
  provideContext(frame, context);
  document.body.append(frame);
  await frame.updateComplete;
  const panel = frame.renderRoot.querySelector('tb-messaging-panel') as TbMessagingPanel;
  await panel.session.timeline?.ready;
  await new Promise((done) => setTimeout(done, 60));
  const page = { room, context, panel, said, toasts, links, message, people: { lilly, joe, ana, me } };
  Object.assign(globalThis, { page });
  return page;
}

define(Frame);
Object.assign(globalThis, { openChat: open });

declare global {
  var openChat: (setup?: Setup) => Promise<Page>;
  var page: Page;
}
