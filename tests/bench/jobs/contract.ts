import type { Services, TargetName } from '../targets.js';

/** A server under test, or a library that does a part of its work. */
export type Contender = TargetName | 'rrule';

/** One measured figure of one server; smaller is better unless `more` is set. */
export interface Figure {
  job: string;
  unit: string;
  target: Contender;
  value: number;
  more?: boolean;
}

export interface Job<Name extends Contender = TargetName> {
  id: string;
  title: string;
  targets: readonly Name[];
  /** One round for one server. Rounds alternate between servers, so that drift of the machine meets all of them. */
  round(target: Name, services: Services): Promise<Figure[]>;
}
