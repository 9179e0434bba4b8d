import { define, type ElementClass } from '@teambrain/widget-kit';
import type { CalendarEvent } from '../shared/types.js';
import { type CalendarPort, seams } from './seams.js';

/** Names the parts that load when they are first asked for. */
export function addParts(): void {
  seams.editor ??= async () => {
    // Beside each other: the editor asks for its fields as soon as it is there.
    import('./editor/whole-form.js').catch(() => {});
    return (await import('./editor/event-editor.component.js')).TbEventEditor;
  };
  seams.history ??= () =>
    import('./history/event-history.component.js').then((module) => module.TbEventHistory);
}

type Root = HTMLElement | DocumentFragment;

/** Loads a dialog and shows it inside `root`; it takes itself away when it closes. */
async function open(load: () => Promise<ElementClass>, root: Root, given: object): Promise<void> {
  const element = await load();
  define(element);
  root.append(Object.assign(document.createElement(element.tag), given));
}

/** Who may change an event. */
export const openSharing = (root: Root, given: { port: CalendarPort; event: CalendarEvent }): Promise<void> =>
  open(
    () => import('./sharing/event-sharing.component.js').then((module) => module.TbEventSharing),
    root,
    given,
  );

/** Calendar files, the address for calendar programs, and what can be booked. */
export const openCalendars = (root: Root, given: { port: CalendarPort }): Promise<void> =>
  open(() => import('./calendars/calendars.component.js').then((module) => module.TbCalendars), root, given);
