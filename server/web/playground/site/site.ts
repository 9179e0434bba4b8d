import type { TeamBrain } from '@teambrain/sdk';
import type { TeamBrainElement } from '@teambrain/widget';
import type { Settings } from '../settings/setting.js';
import { attributesOf, chosen, fromFragment } from '../settings/settings.js';
import type { PlaygroundHost, SiteBridge } from './bridge.js';
import { listen, written } from './events.js';
import { createSampleClient } from './sample-client.js';
import { signDemoToken } from './token.js';
import { dress, identify, paint, type Visitor } from './widget.js';

/** Alone in a window of its own, the site reads its address and nobody listens. */
const alone: PlaygroundHost = {
  settings: fromFragment(location.hash),
  token: (signal) => signDemoToken(fromFragment(location.hash), signal),
  report: () => {},
  refused: new Set(),
  ready: () => {},
};

/** A make-believe site with the widget on it, loaded as a real one would load it: from the same files. */
const host = (window.parent !== window && window.parent.playground) || alone;
const tag = 'team-brain';
const facadeTag = 'team-brain-launcher-facade';
let settings: Settings = host.settings;
let client: TeamBrain | undefined;
const visitor: Visitor = {
  sample: () => {
    client ??= createSampleClient();
    return client;
  },
  token: (signal) => host.token(signal),
};

const find = (): TeamBrainElement | null => document.querySelector<TeamBrainElement>(tag);
const byScript = (): boolean => chosen(settings, 'load') === 'script';

function furnish(): void {
  const { documentElement: page } = document;
  const scheme = chosen(settings, 'scheme');
  if (page.dataset.scheme !== undefined) page.dataset.scheme = scheme;
  page.dir = settings.dir ?? page.dataset.dir ?? '';
  page.dataset.mode = chosen(settings, 'mode');
}

/** Where the element stands: in the text of the page for `inline`, at its end for the others. */
function place(widget: HTMLElement): void {
  const mode = chosen(settings, 'mode');
  const parent = mode === 'inline' ? document.querySelector('.widget-place') : document.body;
  if (widget.parentElement !== parent) parent?.append(widget);
}

async function addElement(): Promise<void> {
  await import(/* @vite-ignore */ new URL('/widget.js', location.origin).href);
  const widget = document.createElement(tag) as TeamBrainElement;
  identify(widget, settings, visitor);
  dress(widget, settings);
  place(widget);
  if (widget.mode !== 'inline' && widget.mode !== 'page') await widget.show();
}

/** The loader, pasted. A script's address is guarded by Trusted Types: ours names one file only. */
function addScript(): void {
  const address = new URL('/embed.js', location.origin).href;
  const policy = window.trustedTypes?.createPolicy('playground', { createScriptURL: () => address });
  const script = document.createElement('script');
  script.src = (policy?.createScriptURL('') as unknown as string | undefined) ?? address;
  const attributes = [['mode', chosen(settings, 'mode')] as const, ...attributesOf(settings)];
  // Everybody else brings a property, which follows once the widget stands.
  if (chosen(settings, 'as') === 'guest') attributes.push(['app', settings.app ?? ''], ['guest', '']);
  for (const [name, value] of attributes) script.setAttribute(`data-${name}`, value);
  document.body.append(script);
  new MutationObserver(() => {
    const facade = document.querySelector<HTMLElement>(facadeTag);
    if (facade) paint(facade, settings);
    const widget = find();
    if (widget && !widget.client && !widget.getToken) {
      identify(widget, settings, visitor);
      dress(widget, settings);
    }
  }).observe(document.body, { childList: true });
}

const bridge: SiteBridge = {
  apply(next) {
    const widget = find();
    const other = ['load', 'site'].some((name) => next[name] !== settings[name]);
    settings = next;
    furnish();
    // The loader has read its attributes; an element that is still on its way reads these settings when it comes.
    if (other || (!widget && byScript())) return 'reload';
    if (!widget) return 'applied';
    dress(widget, settings);
    if (!byScript()) place(widget);
    return 'applied';
  },
  identify() {
    const widget = find();
    if (widget) identify(widget, settings, visitor);
  },
  async call(method, values) {
    const widget = find();
    const queue = window.TeamBrain;
    if (!widget && queue) {
      queue(method === 'show' ? 'open' : method === 'hide' ? 'close' : method, ...values);
      return;
    }
    const run = (widget as unknown as Record<string, unknown> | null)?.[method];
    if (typeof run !== 'function') throw new Error(`the widget has no ${method}()`);
    const result: unknown = await run.apply(widget, values);
    if (result !== undefined) host.report({ kind: 'call', name: `${method}() →`, detail: written(result) });
  },
};

furnish();
listen(
  (report) => host.report(report),
  () => host.refused,
);
if (byScript()) addScript();
else void addElement();
host.ready(bridge);

declare global {
  interface Window {
    TeamBrain?: (command: string, ...values: unknown[]) => void;
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(text: string): string },
      ): { createScriptURL(text: string): object };
    };
  }
}
