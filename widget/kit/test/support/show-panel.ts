/** Runs in the browser: one panel with the theme and the context that `<team-brain>` gives it. */
import {
  define,
  type ElementClass,
  emptyState,
  noActions,
  provideContext,
  TbElement,
  type ToastOptions,
  themeStyles,
  type WidgetActions,
  WidgetContext,
  type WidgetRoom,
  type WidgetState,
  type WidgetWorkspace,
} from '@teambrain/widget-kit';
import { css } from 'lit';
import { me } from './people.js';

/** Of the size of the widget's panel. */
class Frame extends TbElement {
  static override readonly tag = 'panel-frame';
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
  panel: HTMLElement | undefined;
  protected override render(): unknown {
    return this.panel;
  }
}
define(Frame);

export interface Shown<P extends TbElement> {
  context: WidgetContext;
  panel: P;
  /** What screen readers were told. */
  said: string[];
  toasts: ToastOptions[];
  close(): void;
}

export interface Showing {
  state?: Partial<WidgetState>;
  actions?: Partial<WidgetActions>;
  theme?: string | undefined;
}

export const workspace: WidgetWorkspace = {
  id: 'w1',
  name: 'Acme',
  slug: 'acme',
  memberCount: 4,
  membersMayInvite: true,
  role: 'member',
};

export const room = (id: string, name: string, more: Partial<WidgetRoom> = {}): WidgetRoom => ({
  id,
  workspaceId: workspace.id,
  name,
  slug: name,
  visibility: 'public',
  kind: 'chat',
  memberCount: 4,
  seq: 1,
  role: 'member',
  ...more,
});

/** Shows the panel in place of the one before it. Unless `state` says otherwise, Sam is online and sees it. */
export async function showPanel<P extends TbElement>(
  Panel: Omit<ElementClass, 'new'> & { new (): P },
  { state = {}, actions = {}, theme }: Showing,
): Promise<Shown<P>> {
  const said: string[] = [];
  const toasts: ToastOptions[] = [];
  const context = new WidgetContext(
    { ...emptyState, status: 'online', me, visible: true, ...state },
    {
      ...noActions,
      announce: (text) => said.push(text),
      toast: (toast) => toasts.push(toast),
      ...actions,
    },
  );
  define(Panel);
  document.querySelector(Frame.tag)?.remove();
  const frame = new Frame();
  if (theme) frame.setAttribute('theme', theme);
  const panel = new Panel();
  frame.panel = panel;
  provideContext(frame, context);
  document.body.append(frame);
  await frame.updateComplete;
  await panel.updateComplete;
  return { context, panel, said, toasts, close: () => frame.remove() };
}
