import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ElementFacts } from './facts.js';

/** Names that pages depend on, by kind and in order. A release may add to them, never drop or rename one silently. */
export type PromisedNames = Record<
  'attributes' | 'properties' | 'methods' | 'events' | 'slots' | 'parts' | 'states' | 'cssProperties',
  string[]
>;

const file = resolve(import.meta.dirname, '../../widget/element/metadata/promised.generated.json');

export function namesOf(facts: ElementFacts): PromisedNames {
  const sorted = (named: readonly { name: string }[]): string[] => named.map(({ name }) => name).sort();
  return {
    attributes: facts.properties.flatMap(({ attribute }) => attribute ?? []).sort(),
    properties: sorted(facts.properties),
    methods: sorted(facts.methods),
    events: sorted(facts.events),
    slots: sorted(facts.slots),
    parts: sorted(facts.parts),
    states: sorted(facts.states),
    cssProperties: sorted(facts.cssProperties),
  };
}

export const readPromised = (): PromisedNames => JSON.parse(readFileSync(file, 'utf8'));

export const writePromised = (names: PromisedNames): void =>
  writeFileSync(file, `${JSON.stringify(names, null, 2)}\n`);

/** What `from` has and `to` has not, each as `attributes mode`. */
export function missing(from: PromisedNames, to: PromisedNames): string[] {
  return Object.entries(from).flatMap(([kind, names]) => {
    const there = new Set(to[kind as keyof PromisedNames]);
    return names.filter((name) => !there.has(name)).map((name) => `${kind} ${name}`);
  });
}
