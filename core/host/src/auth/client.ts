import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** What ties a refresh token's grace to the device that used it. */
export interface Client {
  userAgent: string | null;
  binding: Buffer;
}

/** The device behind a request: its user agent, capped, and a hash of it with the address (the /64 of an IPv6 one). */
export function clientOf(request: { ip: string; headers: { 'user-agent'?: string } }): Client {
  const userAgent = request.headers['user-agent']?.slice(0, 256) ?? null;
  const network = isIPv6(request.ip) ? request.ip.split(':').slice(0, 4).join(':') : request.ip;
  return {
    userAgent,
    binding: createHash('sha256')
      .update(`${userAgent ?? ''}\n${network}`)
      .digest(),
  };
}
