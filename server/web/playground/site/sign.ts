import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';

/** What the backend of a real site does; here in the browser, with a secret that somebody typed in for a try. */
export async function signHere(settings: Settings, secret: string): Promise<string> {
  const { signEmbedToken } = await import('@teambrain/sdk/server');
  return signEmbedToken({
    appKey: settings.app ?? '',
    secret,
    sub: chosen(settings, 'user'),
    name: chosen(settings, 'name'),
    role: chosen(settings, 'role') === 'viewer' ? 'viewer' : 'member',
  });
}
