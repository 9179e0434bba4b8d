import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createCompany, type Greeting } from '../../src/bus/company.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An instance on a wire that reaches those in `hear` who listen. */
function instance(name: string) {
  const said: Greeting[] = [];
  const missed = vi.fn();
  const company = createCompany(say, missed);
  const self = { name, said, missed, company, hear: new Set<Pick<Instance, 'heard'>>(), listening: false };
  function say(greeting: Greeting): void {
    said.push(greeting);
    for (const other of self.hear) other.heard(name, greeting);
  }
  return Object.assign(self, {
    heard: (from: string, greeting?: Greeting) => {
      if (self.listening) company.heard(from, greeting);
    },
    listens() {
      self.listening = true;
      company.greeted();
      say('hello');
    },
  });
}
type Instance = { heard(from: string, greeting?: Greeting): void };

function pair() {
  const [one, two] = [instance('one'), instance('two')];
  one.hear.add(two);
  two.hear.add(one);
  return { one, two };
}

it('counts on company until a greeting had two seconds to be answered', () => {
  const { company, listens } = instance('one');
  vi.advanceTimersByTime(60_000);
  expect(company.alone).toBe(false);
  listens();
  vi.advanceTimersByTime(2_000);
  expect(company.alone).toBe(false);
  vi.advanceTimersByTime(1);
  expect(company.alone).toBe(true);
  company.deaf();
  expect(company.alone).toBe(false);
});

it('the later of two finds the earlier, and the earlier the later', () => {
  const { one, two } = pair();
  one.listens();
  vi.advanceTimersByTime(10_000);
  expect(one.company.alone).toBe(true);
  two.listens();
  expect(one.company.alone).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect([one.company.alone, two.company.alone]).toEqual([false, false]);
  expect([one.missed.mock.calls.length, two.missed.mock.calls.length]).toEqual([0, 0]);
});

it('keeps those who say nothing else, and forgets who is silent for 90 seconds', () => {
  const { one, two } = pair();
  one.listens();
  two.listens();
  vi.advanceTimersByTime(600_000);
  expect([one.company.alone, two.company.alone]).toEqual([false, false]);
  two.company.close();
  two.hear.clear();
  vi.advanceTimersByTime(90_000);
  expect(one.company.alone).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(one.company.alone).toBe(true);
  expect(one.said).toContain('here');
});

it('an instance that comes back after it counted as gone learns that nothing was published for it', () => {
  const { one, two } = pair();
  one.listens();
  two.listens();
  // What two says and hears gets lost for so long that each counts as gone.
  one.hear.clear();
  two.hear.clear();
  vi.advanceTimersByTime(150_000);
  expect(one.company.alone).toBe(true);
  one.hear.add(two);
  two.hear.add(one);
  two.listens();
  expect(one.company.alone).toBe(false);
  expect(two.missed).toHaveBeenCalled();
});

it('an instance whose greeting nobody heard learns so by the first thing it says', () => {
  const { one, two } = pair();
  two.listening = true;
  two.company.greeted();
  one.hear.clear();
  one.listens();
  vi.advanceTimersByTime(150_000);
  expect(one.company.alone).toBe(true);
  one.hear.add(two);
  one.heard('two');
  expect(one.said.at(-1)).toBe('back');
  expect(two.missed).toHaveBeenCalledTimes(1);
});
