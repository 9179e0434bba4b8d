import type { PanelDefinition, PanelElement, PanelTarget, WidgetContext } from '@teambrain/widget-kit';
import type { ReactiveControllerHost } from 'lit';
import type { Connection } from '../connection/connection.js';
import type { PanelHost } from './panel-host.js';

/** The widget as the parts of its frame see it that load later. */
export interface ShellElement extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly widgetContext: WidgetContext;
  readonly connection: Connection;
  readonly client: unknown;
  readonly panelHost: PanelHost;
  readonly ready: Promise<void>;
  readonly serverUrl: string;
  readonly hotkey: string;
  readonly tabPanels: readonly PanelDefinition[];
  readonly currentPanel: PanelDefinition | undefined;
  readonly hasSide: boolean;
  readonly unread: number;
  readonly status: string;
  readonly theme: string;
  readonly open: boolean;
  readonly expanded: boolean;
  readonly titleBadge: boolean;
  readonly sound: boolean;
  show(panel?: string): Promise<void>;
  toggle(): Promise<void>;
  search(): Promise<void>;
  followPage(): void;
  setUnread(count: number, mentions: number): void;
  showPanel(name: string, target?: PanelTarget): Promise<void>;
  loadPanel(name: string | undefined): Promise<PanelElement | null>;
  placed(placement: 'rooms' | 'status'): PanelDefinition | undefined;
}
