/** Named moments at which a test makes the process die, as power loss or `kill -9` would. */
export type Failpoint = 'after-commit';

/** Read once; set only in tests, so that nobody can switch a server off by its environment. */
const armed = process.env.NODE_ENV === 'test' ? process.env.TEAMBRAIN_FAILPOINT : undefined;

/**
 * Ends the process at this moment when the test asked for it: `after-commit:message.created` between the COMMIT of a
 * message and its first announcement, the moment that shows whether other instances find it in the log.
 */
export function failpoint(name: Failpoint, detail: string): void {
  if (armed !== undefined && armed === `${name}:${detail}`) process.kill(process.pid, 'SIGKILL');
}
