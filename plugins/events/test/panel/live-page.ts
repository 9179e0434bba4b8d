/** Runs in the browser: the calendar of a room of a real server, as the widget shows it. */
import { TeamBrain } from '@teambrain/sdk';
import {
  define,
  emptyState,
  loadLocale,
  provideContext,
  TbElement,
  themeStyles,
  WidgetContext,
  type WidgetState,
} from '@teambrain/widget-kit';
import { css, html } from 'lit';
import { TbCalendarPanel } from '../../panel/calendar-panel.component.js';
import { watch } from '../../panel/news/watch.js';

class LiveFrame extends TbElement {
  static override readonly tag = 'live-frame';
  static override readonly dependencies = [TbCalendarPanel];
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
    return html`<tb-calendar-panel></tb-calendar-panel>`;
  }
}

export interface LiveSetup {
  token: string;
  roomId: string;
  workspaceId: string;
  permissions?: string[];
  workspaceRole?: 'owner' | 'member';
  locale?: string;
  theme?: string;
  day?: string;
}

export interface LivePage {
  client: TeamBrain;
  context: WidgetContext;
  panel: TbCalendarPanel;
  said: string[];
  toasts: string[];
  /** Where the buttons of toasts led. */
  opened: unknown[];
  /** How often the tab was marked. */
  marks: number;
  close(): void;
}

const everything = ['read', 'create', 'edit', 'share', 'rsvp', 'feed', 'resources', 'manage_resources'];

async function open(setup: LiveSetup): Promise<void> {
  globalThis.live?.close();
  const {
    token,
    roomId,
    workspaceId,
    locale = 'en-GB',
    permissions = everything,
    workspaceRole = 'owner',
  } = setup;
  const direction = locale.startsWith('ar') ? 'rtl' : 'ltr';
  document.documentElement.dir = direction;
  document.documentElement.lang = locale;
  const client = new TeamBrain({ url: location.origin, getToken: async () => token });
  const me = await client.auth.me();
  const room = await client.rooms.open({ id: roomId });
  const said: string[] = [];
  const toasts: string[] = [];
  const opened: unknown[] = [];
  const context = new WidgetContext(
    {
      ...emptyState,
      client: client as unknown as WidgetState['client'],
      status: 'online',
      me,
      handle: room as unknown as WidgetState['handle'],
      room: { ...room.data, workspaceId } as unknown as WidgetState['room'],
      workspace: {
        id: workspaceId,
        name: 'Acme',
        slug: 'acme',
        memberCount: 5,
        membersMayInvite: true,
        role: workspaceRole,
      },
      rooms: [{ ...room.data, workspaceId } as unknown as WidgetState['rooms'][0]],
      permissions: new Set(permissions.map((name) => `events.${name}`)),
      features: new Set(['events', 'rooms', 'workspaces']),
      visible: true,
      locale,
      direction,
    },
    {
      openRoom: async () => {},
      openPanel: async (_name, target) => void opened.push(target),
      announce: (text) => said.push(text),
      toast: ({ text, action }) => {
        toasts.push(text);
        action?.run();
      },
      refreshRooms: async () => {},
      markRead: () => {},
      report: () => {},
      openLink: () => {},
      close: () => {},
    },
  );
  const frame = document.createElement('live-frame') as LiveFrame;
  if (setup.theme) frame.setAttribute('theme', setup.theme);
  provideContext(frame, context);
  document.body.append(frame);
  await frame.updateComplete;
  const panel = frame.renderRoot.querySelector('tb-calendar-panel') as TbCalendarPanel;
  if (setup.day) panel.day = setup.day;
  await panel.loadMore();
  await panel.updateComplete;
  const stopWatch = watch(context, () => {
    if (globalThis.live) globalThis.live.marks++;
  });
  const close = (): void => {
    stopWatch();
    frame.remove();
    room.close();
    client.close();
  };
  globalThis.live = { client, context, panel, said, toasts, opened, marks: 0, close };
}

define(LiveFrame);
void loadLocale;
Object.assign(globalThis, { openPanel: open });

declare global {
  var live: LivePage | undefined;
}
