export type IcsErrorCode = 'event_calendar_invalid' | 'event_calendar_too_large';

/** Why a file is refused as a whole. What is wrong with one event alone only skips that event. */
export class IcsError extends Error {
  override readonly name = 'IcsError';
  readonly code: IcsErrorCode;

  constructor(code: IcsErrorCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

export const invalid = (reason: string, line?: number) =>
  new IcsError('event_calendar_invalid', line === undefined ? reason : `Line ${line}: ${reason}`);
export const tooLarge = (reason: string) => new IcsError('event_calendar_too_large', reason);
