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
import { TbCalendarPanel } from '../../panel/calendar-panel.component.js';
import { createFakeCalendar, type FakeCalendar, type Plan, person, planned } from './fake-calendar.js';

const me = person('me', 'Sam Reed');

/** A frame of the size of the widget's panel: carries the theme, as `<team-brain>` does. */
class Frame extends TbElement {
  static override readonly tag = 'test-frame';
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

export interface CalendarPage {
  calendar: FakeCalendar;
  context: WidgetContext;
  panel: TbCalendarPanel;
  said: string[];
  toasts: { text: string; action?: { label: string; run(): void } }[];
}

export interface Setup {
  plans?: Plan[];
  /** The day that is chosen when the panel opens; without it today. */
  day?: string;
  state?: Partial<WidgetState>;
  theme?: string;
  permissions?: string[];
}

const everything = ['events.read', 'events.create', 'events.edit', 'events.rsvp'];

async function open({
  plans = [],
  day,
  state,
  theme,
  permissions = everything,
}: Setup = {}): Promise<CalendarPage> {
  const calendar = createFakeCalendar(me, plans.map(planned));
  const said: string[] = [];
  const toasts: CalendarPage['toasts'] = [];
  const context = new WidgetContext(
    {
      ...emptyState,
      client: calendar.client as unknown as WidgetState['client'],
      status: 'online',
      me,
      handle: { id: 'r1', channel: calendar.room } as unknown as WidgetState['handle'],
      visible: true,
      locale: 'en-GB',
      permissions: new Set(permissions),
      features: new Set(['events', 'rooms']),
      room: {
        id: 'r1',
        workspaceId: 'w1',
        name: 'design',
        slug: 'design',
        visibility: 'public',
        kind: 'chat',
        memberCount: 4,
        seq: 1,
        role: 'member',
      },
      ...state,
    },
    {
      openRoom: async () => {},
      openPanel: async () => {},
      announce: (text) => said.push(text),
      toast: (toast) => toasts.push(toast),
      refreshRooms: async () => {},
      markRead: () => {},
      report: () => {},
      openLink: () => {},
      close: () => {},
    },
  );
  document.querySelector('test-frame')?.remove();
  const frame = document.createElement('test-frame') as Frame;
  if (theme) frame.setAttribute('theme', theme);
  provideContext(frame, context);
  document.body.append(frame);
  await frame.updateComplete;
  const panel = frame.renderRoot.querySelector('tb-calendar-panel') as TbCalendarPanel;
  if (day) panel.day = day;
  await panel.loadMore();
  await panel.updateComplete;
  const page = { calendar, context, panel, said, toasts };
  Object.assign(globalThis, { calendarPage: page });
  return page;
}

define(Frame);
// By the first name the harness knows that the page is ready.
Object.assign(globalThis, { openPanel: open, openCalendar: open });

declare global {
  var openCalendar: (setup?: Setup) => Promise<CalendarPage>;
  var calendarPage: CalendarPage;
}
