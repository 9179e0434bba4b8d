import { onTestFinished, TestRunner } from 'vitest';

/**
 * Closes at the end of the running test, else of the running file. Not with `afterAll`: called in a `beforeAll` it adds
 * to hooks that were read already, and never runs.
 */
export function closeAfterTests(close: () => Promise<void>): void {
  if (TestRunner.getCurrentTest()) {
    onTestFinished(close);
    return;
  }
  const { file } = TestRunner.getCurrentSuite();
  if (!file) throw new Error('a test server is made while tests are collected or run, nowhere else');
  TestRunner.getSuiteHooks(file).afterAll.push(close);
}
