import type { Settings } from '../settings/setting.js';

/** One line of the log: an event of the widget, or a call of a method. */
export interface Report {
  readonly kind: 'event' | 'call' | 'failure';
  readonly name: string;
  /** JSON; empty where there is nothing to tell. */
  readonly detail: string;
}

/** What the make-believe site asks of the playground around it. */
export interface PlaygroundHost {
  readonly settings: Settings;
  /** A token for the visitor that the settings describe, as the backend of a real site would sign it. */
  token(signal: AbortSignal): Promise<string>;
  report(report: Report): void;
  /** Names of cancelable events that the site shall refuse. */
  readonly refused: ReadonlySet<string>;
  ready(site: SiteBridge): void;
}

/** What the playground asks of the site. */
export interface SiteBridge {
  /** Shows new settings. `reload`: they need a page that is loaded anew. */
  apply(settings: Settings): 'applied' | 'reload';
  call(method: string, values: readonly unknown[]): Promise<void>;
  /** Connects anew, for a visitor or a secret that changed. */
  identify(): void;
}

declare global {
  interface Window {
    playground?: PlaygroundHost;
  }
}
