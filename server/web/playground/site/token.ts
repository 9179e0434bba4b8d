import type { Settings } from '../settings/setting.js';
import { chosen } from '../settings/settings.js';

/** The app of the sample data; undefined on a server without it. */
export interface DemoApp {
  readonly app: string;
}

let known: Promise<DemoApp | undefined> | undefined;

/** Asks once: servers without sample data answer 204. */
export function demoApp(): Promise<DemoApp | undefined> {
  known ??= fetch('/playground/demo')
    .then((answer) => (answer.status === 200 ? (answer.json() as Promise<DemoApp>) : undefined))
    .catch(() => undefined);
  return known;
}

/** A token of the demo app: this server stands in for the backend of the site. */
export async function signDemoToken(settings: Settings, signal: AbortSignal): Promise<string> {
  const query = new URLSearchParams({
    user: chosen(settings, 'user'),
    name: chosen(settings, 'name'),
    role: chosen(settings, 'role'),
  });
  const answer = await fetch(`/playground/token?${query}`, { method: 'POST', signal });
  if (!answer.ok) throw new Error('This server signs for the app of its sample data only.');
  return answer.text();
}
