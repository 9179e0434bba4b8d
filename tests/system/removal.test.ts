import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage, served } from '../faults/stage.js';
import { must } from './account.js';
import type { Peer } from './peer.js';

let stage: Stage;
afterEach(() => stage?.close());

const redisStates = {
  up: async () => {},
  hung: async () => stage.redis.pause(),
  gone: () => stage.redis.kill(),
} as const;

/** The removed person's sockets, one on each instance, and the time the removal was answered. */
async function removeWhileFlowing(from: 'room' | 'workspace', redis: keyof typeof redisStates) {
  stage = await createStage({ rooms: 1, peersPerRoom: 8, perSecond: 50 });
  const { scene, peers, history } = stage.load;
  const room = scene.roomIds[0] as string;
  const target = scene.members[0];
  if (!target) throw new Error('no member');
  const stays = peers.filter((_, i) => i % scene.members.length !== 0);
  const leaves = peers.filter((_, i) => i % scene.members.length === 0);
  await redisStates[redis]();
  let n = 0;
  const timer = setInterval(() => void (stays[n++ % stays.length] as Peer).send(room, `flow ${n}`), 20);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const path =
    from === 'room'
      ? `/rooms/${room}/members/${target.id}`
      : `/workspaces/${scene.workspaceId}/members/${target.id}`;
  const removed = scene.owner.call('DELETE', path);
  await must(removed);
  // Whatever is sent from here on is committed after the removal.
  const after = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const text = `after the removal ${i}`;
    after.add(text);
    await (stays[i % stays.length] as Peer).send(room, text);
  }
  const refused = await Promise.allSettled(
    leaves.map((peer) => peer.act('messaging.send', room, { text: 'still here?' })),
  );
  const overHttp = await Promise.all(
    stage.instances.map(({ url }) =>
      target.at(url).call('POST', `/rooms/${room}/messages`, { text: 'still here?' }),
    ),
  );
  const reads = await Promise.all(
    stage.instances.map(({ url }) => target.at(url).call('GET', `/rooms/${room}/messages`)),
  );
  clearInterval(timer);
  await expect
    .poll(() => leaves.every((peer) => peer.ended.has(room) || !peer.connected()), { timeout: 12_000 })
    .toBe(true);
  const names = new Set(leaves.map(({ name }) => name));
  const leaked = history
    .of('recv')
    .filter(({ peer, text }) => names.has(peer) && text !== undefined && after.has(text));
  return {
    leaked,
    refused,
    statuses: [...overHttp, ...reads].map(({ status }) => status),
    stays,
    room,
    after,
  };
}

describe.skipIf(!served)('somebody removed while messages flow over two instances', () => {
  for (const from of ['room', 'workspace'] as const) {
    for (const redis of ['up', 'hung', 'gone'] as const) {
      it(`from the ${from}, with Redis ${redis}: receives nothing committed later and can send and read nothing`, async () => {
        const { leaked, refused, statuses, stays, room, after } = await removeWhileFlowing(from, redis);
        expect(leaked).toEqual([]);
        expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 'rejected'));
        expect(statuses).toEqual(statuses.map(() => 404));
        // Those who stayed miss nothing: otherwise silence would pass for authority.
        for (const peer of stays) {
          await expect
            .poll(
              () =>
                stage.load.history
                  .of('recv')
                  .filter((e) => e.peer === peer.name && e.room === room && after.has(e.text ?? '')).length,
              { timeout: 10_000 },
            )
            .toBe(40);
        }
      }, 90_000);
    }
  }
});
