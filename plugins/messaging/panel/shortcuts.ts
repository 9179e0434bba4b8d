import { define, defineMessages, TbDialog, TbElement, WidgetController } from '@teambrain/widget-kit';
import { css, html } from 'lit';
import { chatMoreLocales } from './chat-more-locales.js';

const shortcutMessages = defineMessages(
  'shortcuts',
  {
    title: 'Keyboard shortcuts',
    send: 'Send',
    line: 'New line',
    editLast: 'Edit your last message (in an empty field)',
    people: 'Mention somebody',
    rooms: 'Name a space',
    emoji: 'Emoji',
    commands: 'Commands',
    search: 'Search here',
    find: 'Find a space',
    room: 'Previous or next space',
    rows: 'Move through messages',
    ends: 'First or newest message',
    enter: 'Into the buttons of a message',
    escape: 'Back out, then to the field',
    help: 'This list',
  },
  chatMoreLocales,
);

const apple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? '');
/** What the key is called on the keyboard in front of the reader. */
const mod = apple ? '⌘' : 'Ctrl';
const alt = apple ? '⌥' : 'Alt';

const list = (
  sendKey: string,
): [keys: string, text: keyof (typeof shortcutMessages)['messages'] & string][] => [
  [sendKey === 'enter' ? 'Enter' : `${mod} Enter`, 'send'],
  [sendKey === 'enter' ? 'Shift Enter' : 'Enter', 'line'],
  ['↑', 'editLast'],
  ['@', 'people'],
  ['#', 'rooms'],
  [':', 'emoji'],
  ['/', 'commands'],
  [`${mod} Shift F`, 'search'],
  [`${mod} K`, 'find'],
  [`${alt} ↑ ↓`, 'room'],
  ['↑ ↓', 'rows'],
  ['Home End', 'ends'],
  ['Enter', 'enter'],
  ['Esc', 'escape'],
  ['?', 'help'],
];

/** The key map as a dialog. */
export class TbChatShortcuts extends TbElement {
  static override readonly tag = 'tb-chat-shortcuts';
  static override readonly dependencies = [TbDialog];
  static override styles = css`
    dl {
      display: grid;
      gap: 8px 16px;
      grid-template-columns: auto 1fr;
      margin: 0;
    }
    dt {
      align-items: start;
      display: flex;
      gap: 4px;
      justify-content: flex-end;
    }
    dd {
      margin: 0;
    }
    kbd {
      background: var(--tb-color-surface);
      border: 1px solid var(--tb-color-border);
      border-block-end-width: 2px;
      border-radius: 5px;
      font: inherit;
      font-size: 12px;
      min-inline-size: 22px;
      padding: 1px 6px;
      text-align: center;
    }
  `;
  readonly widget = new WidgetController(this);
  readonly #t = this.widget.texts(shortcutMessages);

  protected override render(): unknown {
    return html`<tb-dialog open .heading=${this.#t('title')} @close=${() => this.remove()}><dl>${list(
      this.widget.state.sendKey,
    ).map(
      ([keys, text]) =>
        html`<dt>${keys.split(' ').map((key) => html`<kbd>${key}</kbd>`)}</dt><dd>${this.#t(text)}</dd>`,
    )}</dl></tb-dialog>`;
  }
}

export function showShortcuts(root: HTMLElement | DocumentFragment): void {
  define(TbChatShortcuts);
  root.append(document.createElement(TbChatShortcuts.tag));
}
