/** Runs in the browser: the calendar of a room of a real server, as the widget shows it. */
import { TeamBrain } from '@teambrain/sdk';
import type { WidgetContext, WidgetState } from '@teambrain/widget-kit';
import { showPanel, workspace } from '../../../../widget/kit/test/support/show-panel.js';
import { TbCalendarPanel } from '../../panel/calendar-panel.component.js';
import { watch } from '../../panel/news/watch.js';

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
  const toasts: string[] = [];
  const opened: unknown[] = [];
  const data = { ...room.data, workspaceId } as unknown as WidgetState['rooms'][0];
  const shown = await showPanel(TbCalendarPanel, {
    theme: setup.theme,
    state: {
      client: client as unknown as WidgetState['client'],
      me,
      handle: room as unknown as WidgetState['handle'],
      room: data,
      workspace: { ...workspace, id: workspaceId, role: workspaceRole },
      rooms: [data],
      permissions: new Set(permissions.map((name) => `events.${name}`)),
      features: new Set(['events', 'rooms', 'workspaces']),
      locale,
      direction,
    },
    actions: {
      openPanel: async (_name, target) => void opened.push(target),
      toast: ({ text, action }) => {
        toasts.push(text);
        action?.run();
      },
    },
  });
  const { context, panel, said } = shown;
  if (setup.day) panel.day = setup.day;
  await panel.loadMore();
  await panel.updateComplete;
  const stopWatch = watch(context, () => {
    if (globalThis.live) globalThis.live.marks++;
  });
  const close = (): void => {
    stopWatch();
    shown.close();
    room.close();
    client.close();
  };
  globalThis.live = { client, context, panel, said, toasts, opened, marks: 0, close };
}

Object.assign(globalThis, { openPanel: open });

declare global {
  var live: LivePage | undefined;
}
