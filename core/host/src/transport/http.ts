import { randomBytes } from 'node:crypto';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  LogController,
} from 'fastify';
import { addBodyParsers } from './body-parsers.js';
import { lazyRequestLog } from './lazy-log.js';
import { negotiate } from './negotiate.js';
import { sendProblem } from './problem-reply.js';
import { serializers } from './serializers.js';
import { toProblem } from './to-problem.js';
import type { Validators } from './validator.js';

export interface HttpOptions {
  log: FastifyBaseLogger;
  /** Hop count or addresses of proxies; false: forwarding headers are ignored. */
  trustProxy: boolean | number | string[];
  bodyLimit: number;
  requestTimeout: number;
  headersTimeout: number;
  keepAliveTimeout: number;
  maxRequestsPerSocket: number;
  /** Headers of every answer. */
  headers: Record<string, string>;
  /** Tries serializers that are new to this process at the boot, not on first use. */
  eager: boolean;
}

/** The bare server: limits, parsers and validators, and nothing that needs the rest of the host. */
export function createHttp(options: HttpOptions, validators: Validators): FastifyInstance {
  const prefix = randomBytes(6).toString('base64url');
  let requests = 0;

  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: options.bodyLimit,
    trustProxy: proxyTrust(options.trustProxy),
    requestTimeout: options.requestTimeout,
    keepAliveTimeout: options.keepAliveTimeout,
    maxRequestsPerSocket: options.maxRequestsPerSocket,
    http: { headersTimeout: options.headersTimeout, maxHeaderSize: 16 * 1024 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    requestIdHeader: false,
    // Never taken from the client: it appears in logs. The random part tells instances and restarts apart.
    genReqId: () => `${prefix}-${(requests++).toString(36)}`,
    // A path that cannot be decoded reaches no hook and no error handler.
    frameworkErrors(thrown, request, reply) {
      request.format = negotiate(request.headers.accept) ?? 'json';
      reply.headers(options.headers);
      return sendProblem(request, reply as unknown as FastifyReply, toProblem(thrown).error);
    },
    childLoggerFactory: lazyRequestLog,
    routerOptions: { maxParamLength: 512 },
    exposeHeadRoutes: true,
    schemaController: { compilersFactory: { buildSerializer: serializers(options) } },
  }) as unknown as FastifyInstance;

  app.setValidatorCompiler(validators.compiler);
  addBodyParsers(app);
  app.decorateRequest('actor', null);
  app.decorateRequest('grant', null);
  app.decorateRequest('scopeId', null);
  app.decorateRequest('format', 'json');
  app.decorateRequest('page', 'own');
  return app;
}

/**
 * Fastify reads a plain number as "trust nobody". Counting hops is right only when nobody reaches this server past the
 * proxies, which is what the operator states by giving the number.
 */
function proxyTrust(trust: HttpOptions['trustProxy']) {
  if (typeof trust !== 'number') return trust;
  return (_address: string, hop: number): boolean => hop < trust;
}
