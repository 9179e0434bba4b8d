/**
 * The loader that a site pastes: draws the launcher and nothing else. The widget itself is fetched on the first sign of
 * intent (pointer over, focus, press, or a call of `TeamBrain(…)`), and takes the launcher's place.
 *
 * `import()` is the only way in that Trusted Types leave open: a script element's `src` would be refused.
 */
type Call = [command: string, first?: unknown, second?: unknown];
interface Queue {
  (...call: Call): void;
  /** Calls made before this script ran. */
  q?: ArrayLike<unknown>[];
  /** What the scripts that ran said of their widgets. */
  known?: string[];
}
/** What the element can do, by name. */
type Methods = Readonly<Record<string, ((first: unknown, second: unknown) => unknown) | undefined>>;
type Widget = HTMLElement & { updateComplete: Promise<unknown> };
type Place = { panel?: string } | undefined;

const tag = 'team-brain-launcher-facade';
const style = `:host{display:contents}button{position:fixed;z-index:var(--tb-z-index,2147483000);inset-block-end:var(--tb-offset-block,20px);inset-inline-end:var(--tb-offset-inline,20px);min-inline-size:56px;block-size:56px;padding:0;border:0;border-radius:28px;background:var(--tb-color-accent,light-dark(#4f46e5,#a5adff));color:var(--tb-color-on-accent,light-dark(#fff,#12131f));cursor:pointer;box-shadow:0 6px 20px #1018284d;display:flex;gap:10px;align-items:center;place-content:center;font:inherit;font-weight:600;font-size:var(--tb-font-size,14px)}:host([position=start]) button{inset-inline:var(--tb-offset-inline,20px) auto}:host([label]) button{padding-inline:18px 22px}svg{inline-size:26px;fill:none;stroke:currentColor;stroke-width:1.75}`;

const methods: Record<string, string> = { open: 'show', close: 'hide' };
/** What the button is called where the page names nothing: a word that the others understand needs no translation. */
const names: Record<string, string> = { ar: 'دردشة', ja: 'チャット', zh: '聊天' };
const script = document.currentScript as HTMLScriptElement;
const base = script.src.replace(/[^/]*$/, '');
const page = window as unknown as { TeamBrain?: Queue };
const early = page.TeamBrain;
/** Pages that swap their body run the script again: it is the same one if it says the same. */
const name = JSON.stringify(script.dataset);
const known = early?.known ?? [];

if (!known.includes(name)) {
  known.push(name);
  customElements.get(tag) ?? customElements.define(tag, class extends HTMLElement {});
  const facade = document.createElement(tag);
  let widget: Promise<Widget> | undefined;
  let shown: HTMLElement = facade;

  const load = (): Promise<Widget> => {
    widget ??= import(`${base}widget.js`).then(async () => {
      // A button that is replaced between press and release gets no click.
      if (button.matches(':active'))
        await new Promise((resolve) =>
          addEventListener('pointerup', () => setTimeout(resolve), { once: true }),
        );
      const element = document.createElement('team-brain') as unknown as Widget;
      for (const { name, value } of facade.attributes) element.setAttribute(name, value);
      const hadFocus = document.activeElement === facade;
      shown = element;
      facade.replaceWith(element);
      await element.updateComplete;
      if (hadFocus) element.shadowRoot?.querySelector<HTMLElement>('.launcher')?.focus();
      return element;
    });
    widget.catch(() => {
      widget = undefined;
    });
    return widget;
  };

  const call: Queue = (command, first, second) => {
    // Widget events are composed and bubble, so the page may listen before there is a widget.
    if (command === 'on') return addEventListener(`tb-${first}`, second as EventListener);
    void load().then(
      (element) =>
        (element as unknown as Methods)[methods[command] ?? command]?.(
          (first as Place)?.panel ?? first,
          second,
        ),
      // A widget that could not be fetched is tried again at the next sign of intent; the browser has named the failure.
      () => {},
    );
  };

  facade.setAttribute('mode', 'launcher');
  facade.dataset.turboPermanent = '';
  for (const { name, value } of script.attributes) {
    if (name.startsWith('data-')) facade.setAttribute(name.slice(5), value);
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const root = facade.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement('button');
  const { label, locale, theme } = script.dataset;
  button.ariaHasPopup = 'dialog';
  button.ariaExpanded = 'false';
  // `auto` is no colour scheme: the browser ignores it, and the page's own stays.
  if (theme) button.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  const svg = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(svg, 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  const path = icon.appendChild(document.createElementNS(svg, 'path'));
  path.setAttribute('d', 'M20 11.5a7.5 7.5 0 0 1-10.9 6.7L4.5 19.5l1.4-4.1A7.5 7.5 0 1 1 20 11.5z');
  button.append(icon, label || '');
  // No command loads, and does nothing else.
  button.onfocus = button.onpointerenter = () => call('');
  button.onclick = () => call('open');
  root.append(button);

  const attach = (): void => {
    const language = locale || document.documentElement.lang || navigator.language;
    button.ariaLabel = label || (names[language.slice(0, 2)] ?? 'Chat');
    if (!shown.isConnected) document.body.append(shown);
  };
  // Turbo, htmx and view transitions swap the whole body; a widget that the page removes by itself stays removed. Some
  // change their language, too.
  new MutationObserver(attach).observe(document.documentElement, { attributes: true, childList: true });
  if (document.body) attach();

  // Of several widgets the first one takes the calls.
  if (!known[1]) {
    call.known = known;
    page.TeamBrain = call;
    for (const values of early?.q ?? []) call(...(values as unknown as Call));
  }
}
