import type { ToastOptions, WidgetContext, WidgetState } from '@teambrain/widget-kit';
import { me } from '../../../../widget/kit/test/support/people.js';
import { room, showPanel } from '../../../../widget/kit/test/support/show-panel.js';
import { TbCalendarPanel } from '../../panel/calendar-panel.component.js';
import { createFakeCalendar, type FakeCalendar, type Plan, planned } from './fake-calendar.js';

export interface CalendarPage {
  calendar: FakeCalendar;
  context: WidgetContext;
  panel: TbCalendarPanel;
  said: string[];
  toasts: ToastOptions[];
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
  const { context, panel, said, toasts } = await showPanel(TbCalendarPanel, {
    theme,
    state: {
      client: calendar.client as unknown as WidgetState['client'],
      handle: { id: 'r1', channel: calendar.room } as unknown as WidgetState['handle'],
      locale: 'en-GB',
      permissions: new Set(permissions),
      features: new Set(['events', 'rooms']),
      room: room('r1', 'design'),
      ...state,
    },
  });
  if (day) panel.day = day;
  await panel.loadMore();
  await panel.updateComplete;
  const page = { calendar, context, panel, said, toasts };
  Object.assign(globalThis, { calendarPage: page });
  return page;
}

// By the first name the harness knows that the page is ready.
Object.assign(globalThis, { openPanel: open, openCalendar: open });

declare global {
  var openCalendar: (setup?: Setup) => Promise<CalendarPage>;
  var calendarPage: CalendarPage;
}
