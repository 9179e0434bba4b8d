import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Limits } from '../limits/contract.js';
import type { Faults } from '../plugins/faults.js';
import { addressKey } from './address.js';
import { problem } from './problem-error.js';
import { sendProblem } from './problem-reply.js';
import { toProblem } from './to-problem.js';

export interface FailureDeps {
  limits: Limits;
  faults: Faults;
  log: FastifyBaseLogger;
  /** Methods that exist for a path. */
  methodsOf(path: string): string[];
}

/** Answers for everything that goes wrong, in the format of the request. */
export function addFailures(app: FastifyInstance, { limits, faults, log, methodsOf }: FailureDeps): void {
  /** Unknown paths and refused tokens are counted per address: nothing else limits a flood of them. */
  async function countRefusal(ip: string): Promise<void> {
    const state = await limits.take(addressKey(ip), 'refused');
    if (!state.allowed) throw problem('rate_limited', undefined, { retryAfter: state.reset });
  }

  app.setErrorHandler(async (thrown, request, reply) => {
    let { error, unexpected } = toProblem(thrown);
    const { plugin } = request.routeOptions.config;
    if (unexpected) {
      if (plugin !== undefined) faults.record(plugin, 'route', thrown);
      else
        log.error(
          { err: thrown, requestId: request.id, route: request.routeOptions.url },
          'a request failed',
        );
    } else if (error.status >= 500)
      log.warn({ err: thrown, requestId: request.id, route: request.routeOptions.url }, error.code);
    if (error.status === 401) {
      try {
        await countRefusal(request.ip);
      } catch (refusal) {
        error = toProblem(refusal).error;
      }
    }
    return sendProblem(request, reply, error);
  });

  app.setNotFoundHandler(async (request, reply) => {
    await countRefusal(request.ip);
    const path = (request.raw.url as string).split('?', 1)[0] as string;
    const methods = methodsOf(path);
    // A route for any path may hand on what it has no answer for.
    if (methods.length === 0 || methods.includes(request.method)) throw problem('not_found');
    reply.header('allow', methods.join(', '));
    throw problem('method_not_allowed', `Use one of ${methods.join(', ')} here.`);
  });
}
