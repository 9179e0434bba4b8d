import { afterAll, expect, onTestFinished } from 'vitest';

/** Closes at the end of the running test, else of the file that is being collected. */
export function closeAfterTests(close: () => Promise<void>): void {
  const inTest = expect.getState().currentTestName !== undefined;
  if (inTest) onTestFinished(close);
  else afterAll(close);
}
