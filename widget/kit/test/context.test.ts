import { expect, it, vi } from 'vitest';
import { emptyState, type WidgetActions, WidgetContext } from '../src/context.js';

const context = (): WidgetContext => new WidgetContext(emptyState, {} as WidgetActions);

it('tells its listeners of a change, with the new state in place', () => {
  const widget = context();
  const heard: string[] = [];
  widget.subscribe(() => heard.push(widget.state.status));
  widget.update({ status: 'online' });
  expect(heard).toEqual(['online']);
});

it('says nothing where nothing changed, so that panels are not drawn for it', () => {
  const widget = context();
  const listener = vi.fn();
  widget.subscribe(listener);
  widget.update({ status: emptyState.status, rooms: emptyState.rooms });
  expect(listener).not.toHaveBeenCalled();
});

it('forgets a listener that left during the round', () => {
  const widget = context();
  const late = vi.fn();
  const stop = widget.subscribe(late);
  widget.subscribe(() => stop());
  widget.update({ status: 'online' });
  widget.update({ status: 'offline' });
  expect(late).toHaveBeenCalledTimes(1);
});
