import { readError } from './failure.js';

/**
 * A browser tells a page the same of a server that is not there and of one that will not have the page. A request whose
 * answer nobody may read tells the two apart.
 */
export async function explain(error: unknown, server: string): Promise<unknown> {
  if (readError(error).name !== 'NetworkError') return error;
  try {
    await fetch(`${server}/widget.js`, { method: 'HEAD', mode: 'no-cors', cache: 'no-store' });
    return { name: 'PermissionError', status: 403, code: 'origin_refused' };
  } catch {
    return error;
  }
}
