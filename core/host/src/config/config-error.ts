/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  readonly code = 'config_invalid';
  readonly issues: readonly string[];

  constructor(issues: readonly string[]) {
    super(`The configuration is not valid:\n${issues.map((issue) => `  - ${issue}`).join('\n')}`);
    this.name = 'ConfigError';
    this.issues = issues;
  }
}
