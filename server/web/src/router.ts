/** Where the app stands, read from the address. Secrets stay in the fragment, which is never sent to a server. */
export type Route =
  | { name: 'home' }
  | { name: 'login' }
  | { name: 'signup' }
  | { name: 'setup'; key: string }
  | { name: 'reset'; key: string }
  | { name: 'invite'; token: string }
  | { name: 'new' }
  | { name: 'talk'; workspace: string; room: string | undefined }
  | { name: 'settings'; workspace: string; section: 'people' | 'embed'; item: string | undefined }
  | { name: 'admin' }
  | { name: 'missing' };

export function readRoute(address: Pick<Location, 'pathname' | 'hash'>): Route {
  const [first, ...rest] = segments(address.pathname);
  const fragment = address.hash.slice(1);
  switch (first) {
    case undefined:
      return { name: 'home' };
    case 'login':
    case 'signup':
    case 'new':
      return { name: first };
    case 'forgot':
      return { name: 'reset', key: '' };
    case 'setup':
    case 'reset':
      return { name: first, key: new URLSearchParams(fragment).get('k') ?? '' };
    case 'invite':
      // `url` of an invitation ends in the token, `#t=` or bare.
      return { name: 'invite', token: new URLSearchParams(fragment).get('t') ?? rest[0] ?? fragment };
    case 'w':
      return rest[0] ? { name: 'talk', workspace: rest[0], room: rest[1] } : { name: 'home' };
    case 'settings':
      return readSettings(rest);
    case 'admin':
      return { name: 'admin' };
    default:
      return { name: 'missing' };
  }
}

function readSettings([workspace, section = 'people', item]: string[]): Route {
  if (!workspace) return { name: 'home' };
  if (section !== 'people' && section !== 'embed') return { name: 'missing' };
  return { name: 'settings', workspace, section, item };
}

/** Half an escape in a hand-made address is no reason to fail. */
function segments(pathname: string): string[] {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return ['?'];
  }
}

export function talkPath(workspace: string, room?: string): string {
  return `/w/${encodeURIComponent(workspace)}${room ? `/${encodeURIComponent(room)}` : ''}`;
}

export function settingsPath(workspace: string, section: 'people' | 'embed', item?: string): string {
  const parts = [workspace, section, ...(item ? [item] : [])];
  return `/settings/${parts.map(encodeURIComponent).join('/')}`;
}

/** Keeps a route, and the browser's history, in step. Plain links inside the app are taken over. */
export class Router {
  route: Route = readRoute(location);
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    addEventListener('popstate', this.#read);
    addEventListener('hashchange', this.#read);
  }

  go(path: string, options: { replace?: boolean } = {}): void {
    if (options.replace) history.replaceState(null, '', path);
    else if (path !== location.pathname + location.hash) history.pushState(null, '', path);
    this.#read();
  }

  /** Bind to `click` around the app. */
  readonly onClick = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = event
      .composedPath()
      .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.origin !== location.origin || link.dataset.route === undefined) return;
    event.preventDefault();
    this.go(link.pathname + link.hash);
  };

  readonly #read = (): void => {
    this.route = readRoute(location);
    this.#changed();
  };
}
