/** Runs in the browser: the wrapper around the widget in a root of React 18, with a server in the same page. */
import type { TeamBrain } from '@teambrain/sdk';
import { createElement, StrictMode, version } from 'react';
import { createRoot } from 'react-dom/client';
import {
  type TeamBrainElement,
  TeamBrainWidget,
  type TeamBrainWidgetProps,
} from '../../widget/element/frameworks/react.js';
import { makeWorld } from '../../widget/element/test/support/page.js';

declare global {
  interface Window {
    react: {
      version: string;
      /** Of somebody in a workspace with a conversation. */
      client: TeamBrain;
      /** What handlers and the ref heard, in order. */
      heard: string[];
      /** Draws the wrapper with these props and a handler for each of these, or takes it away. */
      draw(props: TeamBrainWidgetProps | null, handlers?: ('onOpen' | 'onClose' | 'onMessageSent')[]): void;
      unmount(): void;
    };
  }
}

const root = createRoot(document.body.appendChild(document.createElement('main')));
const heard: string[] = [];
const ref = (element: TeamBrainElement | null): void => {
  heard.push(element ? `ref ${typeof element.show}` : 'ref gone');
};

window.react = {
  version,
  client: makeWorld().client,
  heard,
  draw(props, handlers = []) {
    const listening = Object.fromEntries(handlers.map((name) => [name, () => heard.push(name)]));
    // Strict mode mounts everything twice, as in development.
    const child = props && createElement(TeamBrainWidget, { ...props, ...listening, ref });
    root.render(createElement(StrictMode, null, child));
  },
  unmount: () => root.unmount(),
};
