// Adds up the suites' JSON reports into one closing line and sets the exit code.
import { readFileSync } from 'node:fs';

const [failedSteps, ...reports] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let skipped = 0;
for (const report of reports) {
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed += numPassedTests;
  failed += numFailedTests;
  skipped += numPendingTests;
  if (!success && numFailedTests === 0) failed += 1;
}
// A pass that ended without its report ran nothing that anybody knows of.
if (reports.length < 5) failed += 1;
if (Number(failedSteps) > 0) console.log(`${failedSteps} step(s) failed`);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exit(Number(failedSteps) > 0 || failed > 0 || passed === 0 ? 1 : 0);
