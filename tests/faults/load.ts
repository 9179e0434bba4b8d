import { randomUUID } from 'node:crypto';
import { type Scene, scene } from '../system/account.js';
import { createHistory, type History } from '../system/history.js';
import { connectPeer, type Peer } from '../system/peer.js';

export interface LoadOptions {
  urls: readonly string[];
  rooms: number;
  peersPerRoom: number;
  /** Messages a second over all rooms; a fifth of that are edits and reactions beside them. */
  perSecond: number;
  /** How long a cut connection waits before it comes back, in milliseconds. */
  reconnect?: () => number;
}

export interface Load {
  history: History;
  scene: Scene;
  peers: Peer[];
  /** Names of the peers of each room. */
  roomOf: Map<string, string>;
  /** Sends at the given rate until stopped; `stop` waits for every answer. */
  run(): { stop(): Promise<void> };
  /** Waits until every peer has the head of its room, as the instance at `url` names it. */
  complete(timeoutMs: number, url: string): Promise<void>;
  close(): void;
}

/** Accounts, rooms and connected peers; peers of a room alternate between the instances. */
export async function createLoad(options: LoadOptions): Promise<Load> {
  const history = createHistory();
  const url = options.urls[0] as string;
  const world = await scene(url, { members: Math.min(10, options.peersPerRoom), rooms: options.rooms });
  const roomOf = new Map<string, string>();
  const peers: Peer[] = [];
  for (const [r, room] of world.roomIds.entries()) {
    for (let i = 0; i < options.peersPerRoom; i++) {
      const name = `room${r}-peer${i}`;
      roomOf.set(name, room);
      const account = world.members[i % world.members.length] as Scene['members'][number];
      const urls = i % 2 === 0 ? options.urls : [...options.urls].reverse();
      peers.push(
        await connectPeer({ name, account, urls, rooms: [room], history, backoff: options.reconnect }),
      );
    }
  }
  const heads = new Map<string, number>();
  return {
    history,
    scene: world,
    peers,
    roomOf,
    run() {
      let running = true;
      const inFlight = new Set<Promise<unknown>>();
      const track = (work: Promise<unknown>) => {
        const done = work.catch(() => {}).finally(() => inFlight.delete(done));
        inFlight.add(done);
      };
      /** Latest message of each peer: what it edits and reacts to. */
      const latest = new Map<string, string>();
      let n = 0;
      const tick = () => {
        const peer = peers[n++ % peers.length] as Peer;
        const room = roomOf.get(peer.name) as string;
        const clientId = randomUUID();
        track(
          peer
            .send(room, `message ${clientId}`, clientId)
            .then((answer) => answer.ok && latest.set(peer.name, answer.id)),
        );
        const messageId = latest.get(peer.name);
        if (messageId && n % 5 === 0)
          track(peer.act('messaging.react', room, { messageId, emoji: n % 2 ? '👍' : '🎉' }));
      };
      const timer = setInterval(() => running && tick(), 1000 / options.perSecond);
      return {
        async stop() {
          running = false;
          clearInterval(timer);
          const deadline = Date.now() + 30_000;
          while (inFlight.size > 0) {
            if (Date.now() > deadline) throw new Error(`${inFlight.size} sends were never answered`);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        },
      };
    },
    async complete(timeoutMs, through) {
      const deadline = Date.now() + timeoutMs;
      for (const room of world.roomIds) {
        for (;;) {
          const answer = await world.owner
            .at(through)
            .call<{ seq: number }>('GET', `/rooms/${room}/messages?limit=1`)
            .catch(() => null);
          if (answer?.status === 200) {
            heads.set(room, answer.body.seq);
            break;
          }
          if (Date.now() > deadline) throw new Error('the server did not come back');
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
      const late = () =>
        peers.filter(
          (p) => p.seen(roomOf.get(p.name) as string) < (heads.get(roomOf.get(p.name) as string) as number),
        );
      while (late().length > 0) {
        if (Date.now() > deadline)
          throw new Error(`${late().length} peers did not catch up: ${late().map((p) => p.name)}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close() {
      for (const peer of peers) peer.close();
    },
  };
}
