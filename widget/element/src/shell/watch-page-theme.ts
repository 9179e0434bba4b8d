import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Draws again when the page switches its theme by one of the attributes that pages use for it. */
export function watchPageTheme(host: ReactiveControllerHost): ReactiveController {
  const observer = new MutationObserver(() => host.requestUpdate());
  return {
    hostConnected() {
      const options = { attributes: true, attributeFilter: ['class', 'data-theme', 'data-mode', 'style'] };
      observer.observe(document.documentElement, options);
      observer.observe(document.body, options);
    },
    hostDisconnected: () => observer.disconnect(),
  };
}
