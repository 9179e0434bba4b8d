import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { addBodyParsers } from './body-parsers.js';
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
}

/** The bare server: limits, parsers and validators, and nothing that needs the rest of the host. */
export function createHttp(options: HttpOptions, validators: Validators): FastifyInstance {
  const prefix = randomBytes(6).toString('base64url');
  let requests = 0;

  const app = Fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
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
    routerOptions: { maxParamLength: 512 },
    exposeHeadRoutes: true,
  }) as unknown as FastifyInstance;

  app.setValidatorCompiler(validators.compiler);
  addBodyParsers(app);
  app.decorateRequest('actor', null);
  app.decorateRequest('grant', null);
  app.decorateRequest('scopeId', null);
  app.decorateRequest('format', 'json');
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
