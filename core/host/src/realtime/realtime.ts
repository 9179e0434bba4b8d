import type { Json } from '@teambrain/protocol';
import type { FastifyBaseLogger } from 'fastify';
import type { Access } from '../access/contract.js';
import type { Actor, Auth, Users } from '../auth/contract.js';
import type { Bus } from '../bus/contract.js';
import type { Database } from '../database/contract.js';
import { createAppDirectory } from '../embedding/embedding.js';
import { createVisitors, type Visitors } from '../embedding/visitors.js';
import type { Jobs } from '../jobs/contract.js';
import type { Limits } from '../limits/contract.js';
import { createValidators, type Validators } from '../transport/validator.js';
import { createActions } from './actions.js';
import { createAdmission } from './admission.js';
import { createBatcher } from './batcher.js';
import { describeChannels } from './catalogue.js';
import { createCatchUp } from './catch-up.js';
import { socketsOf } from './channel-state.js';
import { createFrameReader } from './client-frames.js';
import { createClosing } from './closing.js';
import { createCollector } from './collector.js';
import type { RealtimeConfig } from './config.js';
import type { Channel, Realtime } from './contract.js';
import { createDelivery } from './delivery.js';
import { createGateway } from './gateway.js';
import { createHints, type Hint } from './hints.js';
import { createHub } from './hub.js';
import type { ChannelState, Connection } from './live.js';
import { createOpening } from './opening.js';
import { createOutbox } from './outbox.js';
import { createPublish } from './publish.js';
import { createReceive } from './receive.js';
import { createRecheck } from './recheck.js';
import { createRegistry } from './registry.js';
import { createRenderer } from './render.js';
import { createLogRepository } from './repository.js';
import { createRhythm } from './rhythm.js';
import { createSights } from './sights.js';
import { createSignIn } from './sign-in.js';
import { createSignals } from './signals.js';
import { createSubscribe } from './subscribe.js';
import { createSweep } from './sweep.js';
import { defineTrimming } from './trimming.js';
import type { OriginPolicy } from './upgrade.js';
import { encoded, encodedFromJson } from './wire.js';

export interface RealtimeDeps {
  db: Database;
  bus: Bus;
  auth: Auth;
  users: Users;
  access: Access;
  limits: Limits;
  /** Runs the trimming of the log; without it nothing is trimmed. */
  jobs?: Jobs;
  log: FastifyBaseLogger;
  config: RealtimeConfig;
  /** `limits.factor`: multiplies what a socket may send. Default 1. */
  factor?: number;
  publicUrl?: string | undefined;
  validators?: Validators;
  /** What holds for visitors of embed apps. Default: there are no apps. */
  visitors?: Visitors;
}

/** Channels, their log, the sockets on them, and the gateway that clients connect to. */
export function createRealtime(deps: RealtimeDeps) {
  const { db, bus, auth, users, access, limits, log, config } = deps;
  const validators = deps.validators ?? createValidators();
  const visitors = deps.visitors ?? createVisitors({ apps: createAppDirectory(), limits, access });
  const registry = createRegistry(validators);
  const repository = createLogRepository(db);
  const render = createRenderer(registry, log);
  const hints = createHints(bus);
  const connections = new Set<Connection>();
  const policy: OriginPolicy = { origins: config.origins, publicUrl: deps.publicUrl };
  let epoch = '';

  const sights = createSights(registry);
  const outbox = createOutbox((connection) => closing.close(connection, 'slowConsumer'), sights);
  const hub = createHub({
    registry,
    outbox,
    hints,
    onHint,
    onFault: (err, where) => log.error({ err, where }, 'a plugin failed on a channel'),
  });
  const closing = createClosing({ outbox, hub, onGone: (connection) => signIn.forget(connection) });
  const recheck = createRecheck({ access, hub, repository, resume: (state) => delivery.resume(state), log });
  const { catchUp, checkHeads } = createCatchUp({
    hub,
    repository,
    render,
    delivery: () => delivery,
    recheck,
    onLost: (state) => {
      for (const connection of [...socketsOf(state)]) closing.close(connection, 'restart');
    },
    log,
  });
  const delivery = createDelivery({ outbox, recheck, catchUp });
  const publisher = createPublish({ hub, hints, registry, render, delivery, onRightsMoved, log });
  const collector = createCollector({
    db,
    repository,
    makesOwnHead: (channel) => registry.parse(channel)?.kind.scope === undefined,
    committed: publisher.committed,
  });
  const signals = createSignals({ access, limits, registry, hub, outbox, hints, log });
  const signIn = createSignIn({
    auth,
    users,
    hub,
    outbox,
    closing,
    socketsPerUser: config.socketsPerUser,
    visitors,
  });
  const rhythm = createRhythm({
    sweep: createSweep({ connections, outbox, closing, allBuffers: config.allBuffersBytes }),
    checkHeads,
    checkSessions,
    log,
  });
  const subscriptions = createSubscribe({
    access,
    registry,
    hub,
    outbox,
    repository,
    render,
    delivery,
    sights,
    epoch: () => epoch,
    onOpened: (channel) => {
      if (hints.reach) rhythm.lookSoon(channel);
    },
  });
  const opening = createOpening((connection) => closing.close(connection, 'authTimeout'));
  const receive = createReceive({
    readFrame: createFrameReader(validators),
    actions: createActions({ access, limits, registry, outbox, visitors, log }),
    subscriptions,
    signals,
    signIn,
    outbox,
    closing,
    framesPerSecond: config.framesPerSecond * (deps.factor ?? 1),
    onOpening: opening.signedIn,
    onFault: (err) => log.error({ err }, 'a frame failed'),
  });
  const gateway = createGateway({
    admission: createAdmission(config.unauthenticatedPerAddress),
    receive,
    outbox,
    closing: {
      ...closing,
      gone(connection) {
        opening.signedIn(connection);
        closing.gone(connection);
      },
    },
    connections,
    policy,
    epoch: () => epoch,
    isDraining: rhythm.isDraining,
    onOpen: opening.opened,
    stop,
    log,
  });
  const subscribedToBus: (() => void)[] = [];

  function onHint(state: ChannelState, hint: Hint): void {
    if (hint.kind === 'signal') outbox.signal(state, encodedFromJson(hint.json));
    else if (hint.kind === 'ended') hub.endAll(state, hint.reason, hint.actorId);
    else
      for (const { seq, version, json } of hint.events)
        if (json === null) delivery.expect(state, seq, 0);
        else delivery.arrive(state, { seq, version, frame: encodedFromJson(json) });
  }

  /** Rights of a channel moved, here or elsewhere: of itself and of all channels below it. */
  function onRights(channel: string, seq: number): void {
    const parsed = registry.parse(channel);
    if (parsed?.kind.scope) access.forget(parsed.kind.scope, parsed.id);
    const own = hub.get(channel);
    if (own) own.movedAt = Math.max(own.movedAt, seq);
    for (const state of hub.channels.values())
      if (state.name === channel || state.parent === channel) recheck(state);
  }

  function onRightsMoved(channel: string, seq: number): void {
    onRights(channel, seq);
    hints.rights(channel, seq);
  }

  function closeSession(sessionId: string): void {
    for (const connection of connections)
      if (connection.actor?.sessionId === sessionId)
        closing.close(connection, 'unauthenticated', { reason: 'session_revoked' });
  }

  /** The safety net below hints: sessions that ended, and an epoch that was renewed, wherever that happened. */
  async function checkSessions(): Promise<void> {
    const present = await repository.epoch();
    if (epoch !== '' && present !== epoch)
      for (const connection of connections) closing.close(connection, 'restart');
    epoch = present;
    const ids = new Set<string>();
    for (const { actor } of connections) if (actor) ids.add(actor.sessionId);
    if (ids.size > 0) for (const dead of await auth.deadSessions([...ids])) closeSession(dead);
  }

  function channel(kind: string, id: string): Channel {
    const name = `${kind}:${id}`;
    return {
      name,
      append: (event) => collector.append(name, event, false),
      appendRights: (event) => collector.append(name, event, true),
      create: (parent) => repository.create(name, parent ?? null),
      signal: (type, data, actor, options) => signals.send(name, type, data, actor, options?.local),
      end(reason, actorId) {
        const state = hub.get(name);
        if (state) hub.endAll(state, reason, actorId);
        hints.ended(name, reason, actorId);
      },
      async head() {
        const [head] = await repository.heads([name]);
        return head ? { seq: head.seq, version: head.version } : null;
      },
      async lock() {
        if (!db.inTransaction) throw new Error(`channel "${name}" was locked outside of a transaction`);
        return repository.lockOne(name);
      },
    };
  }

  async function start(): Promise<void> {
    epoch = await repository.epoch();
    subscribedToBus.push(
      hints.onRights(onRights),
      auth.onSessionEnded(closeSession),
      bus.onGap(() => rhythm.lookNow()),
    );
    rhythm.start();
  }

  async function stop(): Promise<void> {
    for (const unsubscribe of subscribedToBus.splice(0)) unsubscribe();
    // Spread by how many come back: one millisecond for each, on top of a second.
    const retryAfterMs = Math.min(10_000, 1_000 + connections.size);
    await rhythm.stop(connections, (connection) => closing.close(connection, 'restart', { retryAfterMs }));
  }

  registry.addKind({ kind: 'user' });
  if (deps.jobs) defineTrimming(deps.jobs, repository, config);

  const realtime: Realtime = {
    registerKind: registry.addKind,
    registerEvent: registry.addEvent,
    registerSignal: registry.addSignal,
    registerAction: registry.addAction,
    channel,
    publish: publisher.publish,
    broadcast(type: string, data: Json, to: (actor: Actor) => boolean = () => true) {
      for (const connection of connections)
        if (connection.phase === 'ready' && connection.actor && to(connection.actor)) {
          const { id } = connection.actor;
          outbox.send(
            connection,
            encoded({ op: 'signal', channel: `user:${id}`, type, actor: 'system', data }),
          );
        }
    },
    endFor(kinds, reason, of) {
      for (const connection of connections) {
        if (!connection.actor || !of(connection.actor)) continue;
        for (const state of [...(connection.channels?.values() ?? [])])
          if (kinds.includes(state.kind.kind)) hub.end(connection, state, reason);
      }
    },
    localActors: (name) => [...(hub.get(name)?.actors.values() ?? [])].map(({ actor }) => actor),
    localChannels: (kind) =>
      [...hub.channels.values()].filter((state) => state.kind.kind === kind).map(({ name }) => name),
    observe: registry.observe,
    batcher: (options) => createBatcher(db, options),
    receipts: {
      find: repository.findReceipt,
      save: repository.saveReceipt,
    },
    switchKinds(kinds, enabled) {
      for (const kind of kinds) {
        if (enabled) registry.disabled.delete(kind);
        else registry.disabled.add(kind);
      }
      if (enabled) return;
      for (const state of [...hub.channels.values()])
        if (kinds.includes(state.kind.kind)) hub.endAll(state, 'disabled');
    },
    epoch: () => epoch,
    async renewEpoch() {
      await repository.renewEpoch();
      await checkSessions();
    },
  };

  return {
    ...realtime,
    ...gateway,
    start,
    stop,
    /** AsyncAPI description of every action, event and signal that was registered. */
    describe: () => describeChannels(registry),
    /** Sets where embed apps are looked up for the origins of upgrades. */
    allowAppOrigins(apps: Pick<OriginPolicy, 'ofApp' | 'onRefused'>): void {
      Object.assign(policy, apps);
    },
    /** Sets which plugins visitors of embed apps have: they get nothing of the others. */
    showWith: sights.showWith,
    /** Counts for metrics. */
    stats: () => ({
      sockets: connections.size,
      channels: hub.channels.size,
      backlogged: outbox.backlogged.size,
    }),
  };
}

export type RealtimeService = ReturnType<typeof createRealtime>;
