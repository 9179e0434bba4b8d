/** Why one event of a file is not taken; caught where events are read one by one. */
export class SkipEvent extends Error {
  override readonly name = 'SkipEvent';
  readonly code: string;

  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

export const unfit = (reason: string) => new SkipEvent('event_times_invalid', reason);
