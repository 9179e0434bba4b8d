import type { EmbedScope, Lease, MetaScope, RoomHandle, RoomsStore, TeamBrain } from '@teambrain/sdk';
import {
  emptyState,
  type WidgetClient,
  type WidgetContext,
  type WidgetRoom,
  type WidgetWorkspace,
} from '@teambrain/widget-kit';
import type { ClientSource } from './create-client.js';
import { isGone, type Phase, phaseOf, readError } from './failure.js';
import { lastRoom, rememberRoom } from './last-room.js';
import { type GetToken, givenBy } from './token-source.js';

export interface ConnectionOptions extends ClientSource {
  /** Id or slug; empty: that of the app, else the actor's first workspace. */
  workspace: string;
  /** Id or slug; empty: the room used last, else the first one. */
  room: string;
  /** A client of the host's. It stays open when the widget goes. */
  client: TeamBrain | undefined;
  /** Goes on as a guest of the app where the host says that nobody is signed in. */
  guest: boolean;
}

export interface ConnectionHooks {
  changed(): void;
  unread(count: number, mentions: number): void;
  error(error: unknown): void;
  roomOpened(room: WidgetRoom): void;
  /** The open room was taken away; `reason` as the server names it. */
  roomLost(room: WidgetRoom, reason: string): void;
  /** The asked room cannot be opened. */
  roomRefused(error: unknown): void;
  /** The user is gone, or is another one: what was theirs must go. */
  userLeft(): void;
  /** What the embed app says of its widget and this session; undefined without an app. */
  scope(scope: EmbedScope | undefined): void;
}

/** Keeps the context filled: client, workspace, rooms, the open room, rights. One per widget. */
export class Connection {
  phase: Phase = 'idle';
  /** Why the phase is what it is. */
  failure: unknown = null;
  readonly #context: WidgetContext;
  readonly #hooks: ConnectionHooks;
  #options: ConnectionOptions | null = null;
  #client: TeamBrain | null = null;
  #lease: Lease<TeamBrain> | null = null;
  #rooms: RoomsStore | null = null;
  #handle: RoomHandle | null = null;
  #cleanups: (() => void)[] = [];
  #roomCleanups: (() => void)[] = [];
  /** Goes up with each start and stop, so that answers of an earlier one are dropped. */
  #run = 0;
  #roomRun = 0;
  #unfollow: (() => void) | undefined;
  /** Settles with the last start, however it ended. */
  settled: Promise<void> = Promise.resolve();

  constructor(context: WidgetContext, hooks: ConnectionHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  get client(): TeamBrain | null {
    return this.#client;
  }

  start(options: ConnectionOptions): Promise<void> {
    this.settled = this.#start(options);
    return this.settled;
  }

  async #start(options: ConnectionOptions): Promise<void> {
    const run = ++this.#run;
    this.#options = options;
    if (!options.client && !options.getToken && !options.app) {
      await this.stop('signed-out');
      return;
    }
    this.#setPhase('connecting');
    await this.#release();
    try {
      if (run !== this.#run) return;
      const client = options.client ?? (await this.#borrow(options, run));
      if (run !== this.#run || !client) return;
      this.#client = client;
      this.#listen(client);
      await this.#enter(client, options, run);
    } catch (error) {
      if (run !== this.#run) return;
      if (options.guest && options.app && options.getToken && phaseOf(error) === 'signed-out')
        await this.#start({ ...options, getToken: undefined, source: '' });
      else {
        this.#fail(error);
        if (options.app && this.phase === 'unreachable') void this.#explain(error, options.server, run);
      }
    }
  }

  async #explain(error: unknown, server: string, run: number): Promise<void> {
    const { explain } = await import('./explain.js');
    const reason = await explain(error, server);
    if (run === this.#run && reason !== error) this.#fail(reason);
  }

  /** Tries again with the same options. */
  async restart(): Promise<void> {
    if (this.#options) await this.start(this.#options);
  }

  async stop(phase: 'idle' | 'signed-out' | 'refused' = 'idle'): Promise<void> {
    this.#run++;
    this.#setPhase(phase);
    await this.#release();
  }

  /** Gives what a guest of this device wrote to the user who is here now. */
  async merge(): Promise<void> {
    const { embed } = this.#client ?? {};
    if (!embed || !(await embed.hasGuest())) return;
    const { rooms } = await embed.merge();
    await this.restart();
    if (rooms[0]) await this.openRoom(rooms[0]);
  }

  /** Lets everything of the last start go, and empties the context. */
  async #release(): Promise<void> {
    this.#closeRoom();
    this.#unfollow?.();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.#rooms?.close();
    this.#rooms = null;
    const lease = this.#lease;
    this.#lease = null;
    this.#client = null;
    const { client, me, workspace, rooms, features, permissions, status } = emptyState;
    this.#context.update({ client, me, workspace, rooms, features, permissions, status });
    await lease?.release();
  }

  async openRoom(room: string): Promise<void> {
    const client = this.#client;
    const { workspace } = this.#context.state;
    if (!client || !workspace) return;
    const run = this.#run;
    const roomRun = ++this.#roomRun;
    const current = (): boolean => run === this.#run && roomRun === this.#roomRun;
    try {
      const known = this.#context.state.rooms.find(
        (candidate) => candidate.id === room || candidate.slug === room,
      );
      const isId = known !== undefined || /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(room);
      const handle = await client.rooms.open(
        isId ? { id: known?.id ?? room, workspace: workspace.id } : { workspace: workspace.id, slug: room },
      );
      if (!current()) {
        handle.close();
        return;
      }
      this.#closeRoom();
      this.#handle = handle;
      this.#watchRoom(handle);
      rememberRoom(workspace.id, handle.id);
      this.#context.update({ room: handle.data, handle });
      this.#hooks.roomOpened(handle.data);
      await this.#follow(client, { workspace: workspace.id, room: handle.id });
    } catch (error) {
      if (!current()) return;
      if (isGone(error)) this.#hooks.roomRefused(error);
      else this.#hooks.error(error);
    }
  }

  /** Joins the open room, which is on show but not one's own yet. */
  async join(password: string | undefined): Promise<void> {
    const handle = this.#handle;
    if (!handle) return;
    await handle.join(password === undefined ? {} : { password });
    await this.#rooms?.refresh();
    await this.openRoom(handle.id);
  }

  async refreshRooms(): Promise<void> {
    await this.#rooms?.refresh();
  }

  async #borrow(options: ConnectionOptions, run: number): Promise<TeamBrain | undefined> {
    const { leaseClient } = await import('./create-client.js');
    let { getToken, source } = options;
    if (getToken && givenBy.has(getToken)) {
      const { speakerOf } = await import('./speaker.js');
      // A token that cannot be had is asked for once more by the client, which says why.
      source = getToken = await speakerOf(getToken, this).catch(() => getToken as GetToken);
    }
    if (run === this.#run) this.#lease = leaseClient({ ...options, getToken, source });
    return this.#lease?.client;
  }

  #listen(client: TeamBrain): void {
    let hasLeft = false;
    this.#context.update({ client: client as unknown as WidgetClient, status: client.status });
    this.#cleanups.push(
      client.on('status', (status) => this.#context.update({ status })),
      client.on('logout', () => {
        hasLeft = true;
        // Panels that are drawn anew would ask for the room that nobody may read any more.
        this.#context.update({ handle: null });
        this.#hooks.userLeft();
      }),
      client.on('user', (user) => {
        const { me } = this.#context.state;
        if (user && me && user.id !== me.id) void this.restart();
        else if (user) this.#context.update({ me: user });
        else if (hasLeft) {
          void this.stop('signed-out');
          // The host's client may sign somebody else in.
          this.#cleanups.push(client.on('user', (next) => void (next && this.restart())));
        } else this.#fail({ name: 'AuthError', status: 401 });
      }),
      client.embed.subscribe(({ scope }) => this.#hooks.scope(scope)),
      client.on('error', (error) => {
        this.#hooks.error(error);
        const phase = phaseOf(error);
        if (phase === 'expired' || phase === 'refused') this.#fail(error);
        // The app was switched off, or the page struck from its list: what was shown goes, and nobody knocks again.
        if (phase === 'refused') void this.stop(phase);
      }),
    );
  }

  async #enter(client: TeamBrain, options: ConnectionOptions, run: number): Promise<void> {
    const { workspace: named, app } = options;
    const [me, found] = await Promise.all([
      client.auth.me(),
      app
        ? undefined
        : named
          ? client.workspaces.get(named)
          : client.workspaces.list({ limit: 1 }).then((page) => page.items[0]),
    ]);
    // The session of an app came with the first request. Its visitors see of the workspace what the app says of it.
    const { scope } = client.embed.state;
    const workspace: WidgetWorkspace | undefined =
      found ??
      (scope && {
        id: scope.workspaceId,
        slug: scope.workspaceId,
        name: scope.name,
        memberCount: 0,
        membersMayInvite: false,
      });
    if (run !== this.#run) return;
    this.#context.update({ me });
    if (!workspace) {
      this.#setPhase('no-workspace');
      return;
    }
    await Promise.all([
      this.#follow(client, { workspace: workspace.id }),
      this.#loadRooms(client, workspace.id),
    ]);
    if (run !== this.#run) return;
    this.#context.update({ workspace });
    const { rooms } = this.#context.state;
    const first =
      this.#linked() ??
      (options.room ||
        (rooms.find(({ id }) => id === lastRoom(workspace.id))?.id ?? scope?.rooms[0] ?? rooms[0]?.id));
    if (first) await this.openRoom(first);
    if (run === this.#run) this.#setPhase('ready');
  }

  /** The room of a copied message link, where it is one of the actor's: the panel finds the message in it. */
  #linked(): string | undefined {
    const linked = new URLSearchParams(location.hash.slice(1)).get('tb-room');
    return this.#context.state.rooms.find(({ id }) => id === linked)?.id;
  }

  async #loadRooms(client: TeamBrain, workspaceId: string): Promise<void> {
    const store = client.rooms.store({ workspace: workspaceId });
    this.#rooms = store;
    await new Promise<void>((resolve, reject) => {
      this.#cleanups.push(
        store.subscribe((state) => {
          this.#context.update({ rooms: state.rooms });
          this.#hooks.unread(state.unread, state.mentions);
          if (state.error && this.phase === 'connecting') reject(state.error);
          else if (!state.loading) resolve();
        }),
      );
    });
  }

  #watchRoom(handle: RoomHandle): void {
    this.#roomCleanups.push(
      handle.subscribe((room) => this.#context.update({ room })),
      handle.channel.onNotice((notice) => {
        const room = handle.data;
        // A room that one has not joined yet is shown, to be joined, and was never one's own to lose.
        if (notice.state !== 'ended' || /^(signed_out|closed)$/.test(notice.reason ?? '') || !room.role)
          return;
        this.#closeRoom();
        this.#hooks.roomLost(room, notice.reason ?? 'removed');
        const next = this.#context.state.rooms.find((candidate) => candidate.id !== room.id);
        if (next) void this.openRoom(next.id);
      }),
    );
  }

  #closeRoom(): void {
    for (const cleanup of this.#roomCleanups.splice(0)) cleanup();
    this.#handle?.close();
    this.#handle = null;
    this.#context.update({ room: null, handle: null });
  }

  /** Keeps to what the server offers in a place, also when it changes. Settles with the first answer. */
  #follow(client: TeamBrain, scope: MetaScope): Promise<void> {
    this.#unfollow?.();
    return new Promise((resolve, reject) => {
      const stop = client.capabilities(scope).subscribe(({ meta, error }) => {
        if (meta) {
          this.#context.update({
            features: new Set(Object.keys(meta.plugins)),
            permissions: new Set(meta.permissions),
            limits: meta.limits,
          });
          resolve();
        } else if (error) reject(error);
      });
      this.#unfollow = () => {
        stop();
        resolve();
      };
    });
  }

  #fail(error: unknown): void {
    this.failure = error;
    this.#setPhase(phaseOf(error));
    if (readError(error).name !== undefined) this.#hooks.changed();
  }

  #setPhase(phase: Phase): void {
    this.phase = phase;
    if (phase === 'ready' || phase === 'idle' || phase === 'connecting') this.failure = null;
    this.#hooks.changed();
  }
}
