import type { Services, TargetName } from '../targets.js';

/** One measured figure of one server; smaller is better unless `more` is set. */
export interface Figure {
  job: string;
  unit: string;
  target: TargetName;
  value: number;
  more?: boolean;
}

export interface Job {
  id: string;
  title: string;
  targets: readonly TargetName[];
  /** One round for one server. Rounds alternate between servers, so that drift of the machine meets all of them. */
  round(target: TargetName, services: Services): Promise<Figure[]>;
}
