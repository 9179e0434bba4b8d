import { afterEach, describe, expect, it } from 'vitest';
import { createStage, type Stage, served } from '../faults/stage.js';
import { must } from './account.js';
import { createHistory } from './history.js';
import { connectPeer } from './peer.js';

let stage: Stage;
afterEach(() => stage?.close());

interface Message {
  id: string;
  seq: number;
  text?: string;
}

describe.skipIf(!served)('a client that missed 500 changes', () => {
  it('is sent on the other instance what happened, as it is now, and nothing deleted or edited away', async () => {
    stage = await createStage({ rooms: 1, peersPerRoom: 2 });
    const { scene } = stage.load;
    const room = scene.roomIds[0] as string;
    const author = scene.members[0];
    const [first, second] = stage.instances.map(({ url }) => url) as [string, string];
    if (!author) throw new Error('no member');
    const history = createHistory();
    // It knows the first instance now and comes back to the second.
    const reader = await connectPeer({
      name: 'reader',
      account: author,
      urls: [first, second],
      rooms: [room],
      history,
    });
    reader.hold(true);
    const missedFrom = reader.seen(room);

    const ids: string[] = [];
    const gone = new Set<string>();
    for (let i = 0; i < 300; i++) {
      const text = `first text ${i}`;
      const made = await must(author.at(first).call<Message>('POST', `/rooms/${room}/messages`, { text }));
      ids.push(made.id);
    }
    for (let i = 0; i < 100; i++) {
      gone.add(`first text ${i}`);
      await must(
        author.at(first).call('PATCH', `/messages/${ids[i]}`, { text: `second text ${i}`, baseVersion: 1 }),
      );
    }
    for (let i = 250; i < 300; i++) {
      gone.add(`first text ${i}`);
      await must(author.at(first).call('DELETE', `/messages/${ids[i]}`));
    }
    for (let i = 100; i < 150; i++) {
      await must(author.at(first).call('PUT', `/messages/${ids[i]}/reactions/${encodeURIComponent('👍')}`));
    }
    reader.hold(false);
    await expect.poll(() => reader.seen(room), { timeout: 10_000 }).toBe(missedFrom + 500);

    const received = history.of('recv');
    expect(history.of('reset')).toEqual([]);
    expect(received.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, i) => missedFrom + 1 + i));
    expect(received.filter(({ text }) => text !== undefined && gone.has(text))).toEqual([]);

    const latest = new Map<string, string | undefined>();
    for (const { ref, text, type } of received)
      if (type.startsWith('message.')) latest.set(ref as string, text);
    const fresh = new Map<string, string | undefined>();
    for (let before = ''; ; ) {
      const page = await must(
        author
          .at(second)
          .call<{ items: Message[]; hasBefore: boolean }>(
            'GET',
            `/rooms/${room}/messages?limit=100${before}`,
          ),
      );
      for (const { id, text } of page.items) fresh.set(id, text || undefined);
      if (!page.hasBefore) break;
      before = `&before=${page.items[0]?.seq}`;
    }
    const replayed = new Map([...latest].map(([id, text]) => [id, text || undefined]));
    expect(replayed).toEqual(fresh);
    reader.close();
  }, 120_000);
});
