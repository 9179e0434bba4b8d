import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { TeamBrainServer } from '@teambrain/core';

/** Whom a visitor of the playground says to be. */
export interface DemoVisitor {
  user: string;
  name: string;
  role: 'member' | 'viewer';
}

/** The app of the sample data, with the part that a real site's backend plays. */
export interface DemoApp {
  key: string;
  sign(visitor: DemoVisitor): Promise<string>;
}

interface Kept {
  id: string;
  key: string;
  secret: string;
}

/** Origins of pages on this machine that examples are served from. */
const loopbackPorts = [3000, 5173, 8080];

/**
 * The app `Acme shop`: made once, and kept beside the embedded database for the next start, which may serve from another
 * address. Undefined where it was not kept.
 */
export async function openDemoApp(
  server: TeamBrainServer,
  address: string,
  file: string | undefined,
  workspaceId?: string,
): Promise<DemoApp | undefined> {
  const embed = server.context('embed').use('embed');
  const origins = originsOf(address);
  let kept: Kept | undefined;
  if (file && existsSync(file)) {
    kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
    if (!(await embed.find(kept.key))) return undefined;
    await embed.updateApp(null, kept.id, { origins });
  } else if (workspaceId !== undefined) {
    const { id, key, secret } = await embed.createApp(null, workspaceId, {
      name: 'Acme shop',
      origins,
      identity: 'optional',
      guests: 'write',
    });
    kept = { id, key, secret: secret.secret };
    if (file) writeFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
  }
  return kept && demoApp(kept);
}

function originsOf(address: string): string[] {
  const { origin, port } = new URL(address);
  const loopback = [...loopbackPorts, ...(port === '' ? [] : [Number(port)])].flatMap((each) => [
    `http://localhost:${each}`,
    `http://127.0.0.1:${each}`,
  ]);
  // An address on plain http that is no loopback one may not be used by apps.
  return [...new Set([...(origin.startsWith('https:') ? [origin] : []), ...loopback])];
}

/** Signs as a site's backend does. */
function demoApp({ key, secret }: Kept): DemoApp {
  const dot = secret.indexOf('.');
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    key,
    async sign({ user, name, role }) {
      const iat = Math.floor(Date.now() / 1000);
      const head = encode({ alg: 'HS256', typ: 'JWT', kid: secret.slice(0, dot) });
      const claims = encode({
        iss: key,
        aud: 'teambrain',
        sub: user,
        name,
        role,
        iat,
        exp: iat + 300,
        jti: randomUUID(),
      });
      const signature = createHmac('sha256', secret.slice(dot + 1)).update(`${head}.${claims}`);
      return `${head}.${claims}.${signature.digest('base64url')}`;
    },
  };
}
