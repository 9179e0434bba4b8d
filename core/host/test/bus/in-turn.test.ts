import { expect, it } from 'vitest';
import { inTurn } from '../../src/bus/in-turn.js';

it('the later of two readings has the last word, also when the first one hangs and fails', async () => {
  const answers: ((fails?: boolean) => void)[] = [];
  let stored = 'old';
  let known = '';
  const load = inTurn(async () => {
    const read = stored;
    await new Promise<void>((done, fail) =>
      answers.push((fails) => (fails ? fail(new Error('lost')) : done())),
    );
    known = read;
  });
  const first = load();
  await expect.poll(() => answers.length).toBe(1);
  stored = 'new';
  const second = load();
  await new Promise(setImmediate);
  expect(answers).toHaveLength(1);
  answers[0]?.(true);
  await expect(first).rejects.toThrow('lost');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.();
  await second;
  expect(known).toBe('new');
});
