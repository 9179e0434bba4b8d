export { type Harness, startHarness } from '../../../../widget/kit/test/support/harness.js';
