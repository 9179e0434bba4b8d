import { canonicalOrigin } from '../transport/origin.js';
import type { Config } from './sections.js';

/** Secrets that stand in samples all over the world, and so in every attacker's list. */
const placeholders =
  /change[-_ ]?me|change[-_ ]this|your[-_ ](?:jwt|super|secret)|super[-_ ]secret|placeholder|example|default[-_ ]?secret|^(.)\1*$/i;

/** What a running server must not be set to; production is stricter. */
export function unsafeSettings(config: Config): string[] {
  const { server, redis, mail } = config;
  const issues: string[] = [];
  for (const origin of server.corsOrigins) {
    if (origin === '*') continue;
    try {
      canonicalOrigin(origin);
    } catch (error) {
      issues.push(`server.corsOrigins: ${(error as Error).message}`);
    }
  }
  if (mail.url !== undefined && mail.from === undefined)
    issues.push('mail.from: mail.url needs a sender; set TEAMBRAIN_MAIL__FROM');
  if (server.environment !== 'production') return issues;

  const { secret } = server;
  if (secret === undefined)
    issues.push(
      'server.secret: production needs one; set TEAMBRAIN_SECRET to the output of "openssl rand -base64 48"',
    );
  else if (Buffer.byteLength(secret) < 32) issues.push('server.secret: must have at least 32 bytes');
  else if (placeholders.test(secret))
    issues.push('server.secret: is a placeholder; make one with "openssl rand -base64 48"');
  if (server.publicUrl === undefined)
    issues.push(
      'server.publicUrl: production needs the address that users open; set TEAMBRAIN_SERVER__PUBLIC_URL',
    );
  if (server.corsOrigins.includes('*'))
    issues.push('server.corsOrigins: "*" is not allowed in production; name the origins');
  if (server.trustProxy === true)
    issues.push(
      'server.trustProxy: true lets clients choose their address; give the number of proxies or their addresses',
    );
  if (redis.url !== undefined && isOpenRedis(redis.url))
    issues.push('redis.url: a Redis on another machine needs a password');
  if (config.auth.bcryptCost < 10) issues.push('auth.bcryptCost: must be at least 10 in production');
  return issues;
}

function isOpenRedis(address: string): boolean {
  try {
    const url = new URL(address);
    return url.password === '' && !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  } catch {
    return false;
  }
}
