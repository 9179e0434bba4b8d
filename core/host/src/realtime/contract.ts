import type { Json, JsonObject } from '@teambrain/protocol';
import type { TSchema } from 'typebox';
import type { Grant, RightsVersion } from '../access/contract.js';
import type { Actor } from '../auth/contract.js';
import type { Operation } from '../plugins/operation.js';

/** A row of the channel log: what happened, never the content. */
export interface LogEvent {
  channel: string;
  seq: number;
  type: string;
  actor: string | null;
  /** The id of the row that changed. */
  ref: string | null;
  version: number | null;
  /** Small, and nothing that could have to be erased. */
  facts: JsonObject | null;
  at: Date;
  clientId?: string;
}

/** A stream of one kind, owned by one plugin: `room:<id>`. */
export interface ChannelKind {
  kind: string;
  /** Scope whose grants decide who may subscribe (`room`); absent for `user:<id>`, which only its own user may read. */
  scope?: string;
  /** Permission needed to subscribe. */
  permission?: string;
  /** Channel whose `acl_version` is the first half of the rights version (`workspace:<id>` for a room). */
  parent?(id: string): Promise<string | null>;
  /** Asked after the right was granted; throws the refusal. The host adds it for channels of plugins that can be switched off. */
  admit?(id: string, actor: Actor): Promise<void>;
  /** Called when the first local socket of an actor joins, and when the last one leaves (presence). */
  onJoin?(channel: string, actor: Actor): void;
  onLeave?(channel: string, actor: Actor): void;
}

/** A kind of event: where it appears and how replay and fan-out render it. */
export interface ChannelEvent<T = unknown> {
  type: string;
  channel: string;
  summary: string;
  data: TSchema;
  /** Set by the host: whose event it is. */
  plugin?: string;
  /**
   * Where it belongs, for an event on `user:<id>`: visitors of embed apps hear of what lies inside their session, and of
   * nothing that does not say where it lies.
   */
  place?(data: T): { scope: 'room' | 'workspace'; id: string };
  /** Builds `data` from the present state, for many log rows at once. Must give `null` where nothing may be shown any more. */
  render(events: readonly LogEvent[]): Promise<(T | null)[]>;
}

/** What passes through a channel and is not kept. */
export interface ChannelSignal<T = unknown> {
  type: string;
  channel: string;
  summary: string;
  data: TSchema;
  /** Set by the host: whose signal it is. */
  plugin?: string;
  /** True when clients may send it. The permission is the kind's unless named here. */
  fromClients?: { permission?: string; perMinute: number };
  /** Runs before it is passed on; returns what to pass on, or null to drop it. */
  accept?(input: { actor: Actor; channel: string; id: string; data: T }): T | null | Promise<T | null>;
}

/** An action clients may send by `do`: the same operation (right, limit, summary) as the HTTP route of that id. */
export interface ChannelAction<T = unknown> {
  operation: Operation;
  /** Kind of channel it is sent on. */
  channel: string;
  data: TSchema;
  /** Gives the body of the HTTP answer; `seq` and `duplicate` where it wrote to the log. */
  handler(call: ActionCall<T>): Promise<ActionResult>;
}

export interface ActionCall<T = unknown> {
  actor: Actor;
  /** The whole channel name and its id part. */
  channel: string;
  id: string;
  data: T;
  clientId?: string;
  grant: Grant;
}

export interface ActionResult {
  data?: unknown;
  seq?: number;
  duplicate?: boolean;
}

export interface AppendInput {
  type: string;
  actor?: string | null;
  ref?: string;
  version?: number;
  facts?: JsonObject;
  clientId?: string;
  /** The live event's data where the caller has it; otherwise `render` makes it after COMMIT. */
  data?: unknown;
}

export interface Channel {
  readonly name: string;
  /** Collected, and written as the open transaction's last statements, channels in sorted order. Throws outside of one. */
  append(event: AppendInput): void;
  /** As append, and moves `acl_version`: rights below this channel changed. */
  appendRights(event: AppendInput): void;
  /** Creates the head row, in the transaction that creates the thing. */
  create(parent?: string): Promise<void>;
  /** Sends a signal to the subscribers on all instances, or with `local` on this one alone. */
  signal(type: string, data: Json, actor: string, options?: { local?: boolean }): void;
  /** Ends all subscriptions of it, everywhere. */
  end(reason: 'removed' | 'deleted' | 'disabled', actorId?: string): void;
  head(): Promise<{ seq: number; version: RightsVersion } | null>;
  /**
   * Locks the head until COMMIT and gives the rights version, which cannot move meanwhile: nobody else appends. Call it
   * before the rows of a feature are locked, as every write does. Null: there is no such channel. In a transaction only.
   */
  lock(): Promise<RightsVersion | null>;
}

/** An event that a repository wrote itself in its own batch statement (message sends). */
export interface Committed {
  channel: string;
  seq: number;
  version: RightsVersion;
  type: string;
  actor: string | null;
  at: Date;
  clientId?: string;
  data: unknown;
}

/** Called for the first socket of an actor that joins a channel on this instance, and when the last one left. */
export interface ChannelObserver {
  join?(channel: string, actor: Actor): void;
  leave?(channel: string, actor: Actor): void;
}

export interface Realtime {
  registerKind(kind: ChannelKind): void;
  registerEvent<T>(event: ChannelEvent<T>): void;
  registerSignal<T>(signal: ChannelSignal<T>): void;
  registerAction<T>(action: ChannelAction<T>): void;
  channel(kind: string, id: string): Channel;
  /** Fans committed events out: local sockets at once, then the bus. In order of `seq` per channel. */
  publish(events: readonly Committed[]): void;
  /** Sends a signal on `user:<id>` to every signed-in socket of this instance, or to those of some actors. */
  broadcast?(type: string, data: Json, to?: (actor: Actor) => boolean): void;
  /** Ends the subscriptions of some actors of this instance to channels of these kinds. */
  endFor?(kinds: readonly string[], reason: 'removed' | 'disabled', of: (actor: Actor) => boolean): void;
  /** Online actors among the subscribers of a channel on this instance. */
  localActors(channel: string): Actor[];
  /** Group insert of rows that belong to channels: see {@link BatcherOptions}. */
  batcher<In, Out>(options: BatcherOptions<In, Out>): Batcher<In, Out>;
  /** Idempotency of writes that have no row of their own to keep the client's id on. Never trimmed. */
  readonly receipts: Receipts;
  /** Ends all subscriptions to channels of these kinds (`ended`, reason `disabled`) and refuses new ones, or allows them again. */
  switchKinds(kinds: readonly string[], enabled: boolean): void;
  /** Hears who joins and leaves the channels of a kind that another plugin owns. Returns the function that ends it. */
  observe(kind: string, observer: ChannelObserver): () => void;
  /** Channels of a kind with subscribers on this instance. */
  localChannels(kind: string): string[];
  /** Random id of this database's history; clients that know another one load everything anew. */
  epoch(): string;
  /** After a restore or an import: every client loads everything anew. */
  renewEpoch(): Promise<void>;
}

export interface BatchGroup<In> {
  channel: string;
  items: readonly In[];
}

/**
 * One statement in flight per channel and instance: what arrives meanwhile becomes the next batch. No timer.
 * Each item is settled by its index. Give `runAcross` where one statement can write many channels (see
 * `batchAppendSql`): idle channels that wait when a statement ends then go together.
 */
export interface BatcherOptions<In, Out> {
  /** Items in one statement. */
  maxBatch: number;
  /** Statements in flight at most. Default 4; beyond two only while one of them is slow. */
  lanes?: number;
  /** Channels in one statement. Default 64; only for `runAcross`. */
  maxChannels?: number;
  run?(channel: string, items: readonly In[]): Promise<PromiseSettledResult<Out>[]>;
  runAcross?(groups: readonly BatchGroup<In>[]): Promise<PromiseSettledResult<Out>[][]>;
}

export interface Batcher<In, Out> {
  /** Must not be called inside a transaction. */
  add(channel: string, item: In): Promise<Out>;
}

export interface Receipt {
  bodyHash: Buffer;
  ref: string | null;
  seq: number | null;
}

export interface Receipts {
  find(actor: string, clientId: string): Promise<Receipt | null>;
  /** In the transaction of the write. False when another write of the same actor took the id first. */
  save(receipt: Receipt & { actor: string; clientId: string }): Promise<boolean>;
}
