import { createServer } from 'node:net';

const tries = 50;

/** The first free port from `port` on; 0 stays 0, which lets the system choose. */
export async function freePortFrom(port: number, host: string): Promise<number> {
  if (port === 0) return 0;
  for (let candidate = port; candidate < port + tries && candidate <= 65_535; candidate++) {
    if (await isFree(candidate, host)) return candidate;
  }
  throw new Error(`no port from ${port} to ${port + tries - 1} is free on ${host}`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
