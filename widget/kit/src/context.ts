import type { BaseClient } from '@teambrain/client';
import type { Me, Meta, Role, User } from '@teambrain/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import {
  type Catalog,
  loadLocale,
  type MessageMap,
  type MessageValues,
  type Texts,
  translate,
} from './messages.js';

/**
 * The SDK client as panels see it. Each panel names the client part that it stands on:
 * `declare module '@teambrain/widget-kit' { interface WidgetClient { readonly workspaces: WorkspacesApi } }`.
 */
export interface WidgetClient extends BaseClient {}

/**
 * An open room as panels see it. The rooms panel makes it a `RoomBase`, others add what their plugin adds to a room:
 * `interface WidgetRoomHandle { readonly messages: RoomMessages }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: panels augment it
export interface WidgetRoomHandle {}

/** A room as the shell knows it; what `GET /v1/workspaces/:id/rooms` answers fits. */
export interface WidgetRoom {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  topic?: string;
  visibility: string;
  kind: string;
  direct?: boolean;
  peers?: User[];
  memberCount: number;
  archived?: boolean;
  seq: number;
  role?: Role | null;
  readSeq?: number;
  unread?: number;
  mentions?: number;
}

export interface WidgetWorkspace {
  id: string;
  name: string;
  slug: string;
  memberCount: number;
  membersMayInvite: boolean;
  role?: Role;
}

/** Width of the widget's own box: `narrow` below 720 px, `rail` from 720, `wide` (room for a third column) from 1000. */
export type WidgetLayout = 'narrow' | 'rail' | 'wide';

/** Where `goTo` and deep links lead. */
export interface PanelTarget {
  room?: string;
  message?: string;
  article?: string;
  event?: string;
  file?: string;
}

/** Everything a panel may read. Replaced, never changed in place; a new value redraws the panels. */
export interface WidgetState extends Texts {
  client: WidgetClient | null;
  /** The SDK's connection state: `online`, `reconnecting`, `offline` … */
  status: string;
  me: Me | User | null;
  workspace: WidgetWorkspace | null;
  room: WidgetRoom | null;
  /** The current room, open and subscribed; null until it is. The shell opens and closes it. */
  handle: WidgetRoomHandle | null;
  /** The actor's rooms in the workspace, kept current: names, unread counts. */
  rooms: readonly WidgetRoom[];
  /** Names of the plugins that are on for this actor here. */
  features: ReadonlySet<string>;
  /** Permissions of the actor in the current room. */
  permissions: ReadonlySet<string>;
  limits: Meta['limits'] | null;
  layout: WidgetLayout;
  /** Writing direction of the widget. */
  direction: 'ltr' | 'rtl';
  /** Whether a person can see the panels now: open, and the page is in the foreground. */
  visible: boolean;
  readonly: boolean;
  density: 'comfortable' | 'compact';
  messageLayout: 'rows' | 'bubbles';
  noReactions: boolean;
  noEmoji: boolean;
  noUpload: boolean;
  /** Enter sends; with `mod+enter` it makes a line, for people who confirm an input method with Enter. */
  sendKey: 'enter' | 'mod+enter';
}

export interface ToastOptions {
  text: string;
  tone?: 'info' | 'danger' | 'success';
  action?: { label: string; run(): void };
}

/** What a panel may ask of the shell. */
export interface WidgetActions {
  openRoom(roomId: string): Promise<void>;
  openPanel(name: string, target?: PanelTarget): Promise<void>;
  /** Says a text to screen readers, politely. Never for own messages or typing. */
  announce(text: string): void;
  toast(options: ToastOptions): void;
  /** Reads the room list again, after creating, joining or leaving a room. */
  refreshRooms(): Promise<void>;
  /** Lowers the room's unread count at once; the server's answer corrects it. */
  markRead(roomId: string, seq: number): void;
  /** Reports a failure: fires `tb-error`, and signs out on an ended session. */
  report(error: unknown): void;
  /** Opens a link unless the host page takes it (`tb-link`). */
  openLink(url: string): void;
  close(): void;
}

type Listener = () => void;

/** One per widget: the state, and the actions of the shell. */
export class WidgetContext {
  #state: WidgetState;
  readonly #listeners = new Set<Listener>();
  readonly actions: WidgetActions;

  constructor(state: WidgetState, actions: WidgetActions) {
    this.#state = state;
    this.actions = actions;
  }

  get state(): WidgetState {
    return this.#state;
  }

  update(change: Partial<WidgetState>): void {
    const keys = Object.keys(change) as (keyof WidgetState)[];
    if (keys.every((key) => Object.is(this.#state[key], change[key]))) return;
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const requestName = 'tb-context-request';

interface ContextRequest {
  context?: WidgetContext;
}

/** Answers the elements below `root` with `context`. Returns the way to stop. */
export function provideContext(root: EventTarget, context: WidgetContext): () => void {
  const answer = (event: Event): void => {
    (event as CustomEvent<ContextRequest>).detail.context = context;
    event.stopPropagation();
  };
  root.addEventListener(requestName, answer);
  return () => root.removeEventListener(requestName, answer);
}

/** The state with which elements draw outside of a widget (tests, SSR): English, nothing connected. */
export const emptyState: WidgetState = {
  client: null,
  status: 'idle',
  me: null,
  workspace: null,
  room: null,
  handle: null,
  rooms: [],
  features: new Set(),
  permissions: new Set(),
  limits: null,
  layout: 'narrow',
  direction: 'ltr',
  visible: false,
  readonly: false,
  density: 'comfortable',
  messageLayout: 'rows',
  noReactions: false,
  noEmoji: false,
  noUpload: false,
  sendKey: 'enter',
  locale: 'en',
  translations: {},
};

/** Actions of no widget: nothing happens. */
export const noActions: WidgetActions = {
  openRoom: async () => {},
  openPanel: async () => {},
  announce: () => {},
  toast: () => {},
  refreshRooms: async () => {},
  markRead: () => {},
  report: () => {},
  openLink: () => {},
  close: () => {},
};

/**
 * Gives an element the widget around it, and redraws it when that changes:
 * `readonly widget = new WidgetController(this)` then `this.widget.state.room`, `this.widget.actions.announce(…)`.
 */
export class WidgetController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #context: WidgetContext | null = null;
  #stop: (() => void) | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get state(): WidgetState {
    return this.#context?.state ?? emptyState;
  }

  get actions(): WidgetActions {
    return this.#context?.actions ?? noActions;
  }

  hostConnected(): void {
    const detail: ContextRequest = {};
    this.#host.dispatchEvent(new CustomEvent(requestName, { detail, bubbles: true, composed: true }));
    this.#context = detail.context ?? null;
    this.#stop = this.#context?.subscribe(() => this.#host.requestUpdate()) ?? null;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = null;
  }

  /** Binds a catalog: `readonly t = this.widget.texts(chatMessages)` then `this.t('replies', { count: 4 })`. */
  texts<M extends MessageMap>(
    catalog: Catalog<M>,
  ): (key: keyof M & string, values?: MessageValues) => string {
    let asked: string;
    return (key, values) => {
      const { locale } = this.state;
      if (catalog.locales && locale !== asked) {
        asked = locale;
        loadLocale(locale, catalog.locales).then(
          () => this.#host.requestUpdate(),
          () => {},
        );
      }
      return translate(this.state, catalog, key, values);
    };
  }
}
