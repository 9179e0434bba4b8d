import type { Meta } from '@teambrain/protocol';
import type { Lease, RoomHandle, RoomsStore, TeamBrain } from '@teambrain/sdk';
import { emptyState, type WidgetClient, type WidgetContext, type WidgetRoom } from '@teambrain/widget-kit';
import { isGone, type Phase, phaseOf, readError } from './failure.js';
import { lastRoom, rememberRoom } from './last-room.js';
import type { GetToken } from './token-source.js';

export interface ConnectionOptions {
  server: string;
  app: string | undefined;
  /** Id or slug; without it the actor's first workspace. */
  workspace: string | undefined;
  /** Id or slug; without it the room used last, else the first one. */
  room: string | undefined;
  /** A client of the host's. It stays open when the widget goes. */
  client: TeamBrain | undefined;
  getToken: GetToken | undefined;
  shareKey: string | undefined;
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

  constructor(context: WidgetContext, hooks: ConnectionHooks) {
    this.#context = context;
    this.#hooks = hooks;
  }

  get client(): TeamBrain | null {
    return this.#client;
  }

  async start(options: ConnectionOptions): Promise<void> {
    const run = ++this.#run;
    this.#options = options;
    if (!options.client && !options.getToken) {
      await this.stop('signed-out');
      return;
    }
    this.#setPhase('connecting');
    await this.#release();
    try {
      if (run !== this.#run) return;
      const client = options.client ?? (await this.#borrow(options));
      if (run !== this.#run) return;
      this.#client = client;
      this.#listen(client);
      await this.#enter(client, options, run);
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
  }

  /** Tries again with the same options. */
  async restart(): Promise<void> {
    if (this.#options) await this.start(this.#options);
  }

  async stop(phase: 'idle' | 'signed-out' = 'idle'): Promise<void> {
    this.#run++;
    this.#setPhase(phase);
    await this.#release();
  }

  /** Lets everything of the last start go, and empties the context. */
  async #release(): Promise<void> {
    this.#closeRoom();
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
      const meta = await client.meta({ workspace: workspace.id, room: handle.id });
      if (current()) this.#applyMeta(meta);
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

  async #borrow(options: ConnectionOptions): Promise<TeamBrain> {
    const { leaseClient } = await import('./create-client.js');
    const { server, app, getToken, shareKey } = options;
    if (!getToken) throw new Error('a widget without a client needs a token source');
    this.#lease = leaseClient({ server, app, getToken, shareKey });
    return this.#lease.client;
  }

  #listen(client: TeamBrain): void {
    this.#context.update({ client: client as unknown as WidgetClient, status: client.status });
    this.#cleanups.push(
      client.on('status', (status) => this.#context.update({ status })),
      client.on('meta', () => void this.#askMeta()),
      client.on('user', (user) => {
        if (user === null) this.#fail({ name: 'AuthError', status: 401 });
        else this.#context.update({ me: user });
      }),
      client.on('error', (error) => {
        this.#hooks.error(error);
        if (phaseOf(error) === 'expired') this.#fail(error);
      }),
    );
  }

  async #enter(client: TeamBrain, options: ConnectionOptions, run: number): Promise<void> {
    const [me, workspace] = await Promise.all([
      client.auth.me(),
      options.workspace
        ? client.workspaces.get(options.workspace)
        : client.workspaces.list({ limit: 1 }).then((page) => page.items[0]),
    ]);
    if (run !== this.#run) return;
    this.#context.update({ me });
    if (!workspace) {
      this.#setPhase('no-workspace');
      return;
    }
    const [meta] = await Promise.all([
      client.meta({ workspace: workspace.id }),
      this.#loadRooms(client, workspace.id),
    ]);
    if (run !== this.#run) return;
    this.#context.update({ workspace });
    this.#applyMeta(meta);
    const { rooms } = this.#context.state;
    const first =
      this.#linked() ??
      options.room ??
      rooms.find(({ id }) => id === lastRoom(workspace.id))?.id ??
      rooms[0]?.id;
    if (first !== undefined) await this.openRoom(first);
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
        if (notice.state !== 'ended' || notice.reason === 'signed_out' || !room.role) return;
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

  /** What the server offers changed: ask again, for the room that is open. */
  async #askMeta(): Promise<void> {
    const { workspace, room } = this.#context.state;
    const run = this.#run;
    if (!this.#client || !workspace) return;
    const meta = await this.#client.meta({ workspace: workspace.id, room: room?.id }).catch(() => null);
    if (meta && run === this.#run) this.#applyMeta(meta);
  }

  #applyMeta(meta: Meta): void {
    this.#context.update({
      features: new Set(Object.keys(meta.plugins)),
      permissions: new Set(meta.permissions),
      limits: meta.limits,
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
