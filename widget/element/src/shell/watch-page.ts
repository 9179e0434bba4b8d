import type { ReactiveController } from 'lit';
import type { ShellElement } from './shell-element.js';

const themeAttributes = ['class', 'data-theme', 'data-mode', 'style'];

/**
 * Follows the page: draws again when it switches its theme by one of the attributes that pages use for it, and changes
 * the language with its `lang` and `dir`.
 */
export function watchPage(host: ShellElement): ReactiveController {
  const observer = new MutationObserver((changes) => {
    if (changes.some(({ attributeName }) => !themeAttributes.includes(attributeName ?? '')))
      host.followPage();
    else host.requestUpdate();
  });
  return {
    hostConnected() {
      const options = { attributes: true, attributeFilter: [...themeAttributes, 'lang', 'dir'] };
      observer.observe(document.documentElement, options);
      observer.observe(document.body, options);
      // Pages set their language when their own script runs, which may have been after the first drawing.
      host.followPage();
    },
    hostDisconnected: () => observer.disconnect(),
  };
}
