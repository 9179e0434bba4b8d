/** A page of somebody's site with the widget on it, signed in as the scene says. */
export async function openWidget(page, scene, { server, place, look }) {
  const { lang = 'en', dir = 'ltr', font } = look;
  const { user, app, attributes, refused, held, socket, storage, unread } = scene;
  if (unread) await place.markUnread(user, unread);
  if (refused) await page.route(refused, (route) => route.abort());
  if (held) await page.route(held, () => {});
  if (socket === 'held') await page.routeWebSocket(/./, () => {});
  if (storage === 'blocked') await page.addInitScript(blockStorage);
  const token = user && (await place.call.token(user));
  await page.route('**/states-token', (route) =>
    token ? route.fulfill({ body: token }) : route.fulfill({ status: 401 }),
  );
  await page.addInitScript(
    (given) => {
      document.addEventListener('DOMContentLoaded', () => {
        const widget = document.createElement('team-brain');
        for (const [name, value] of Object.entries(given.attributes)) widget.setAttribute(name, value);
        document.body.append(widget);
      });
    },
    {
      attributes: {
        ...attributes,
        workspace: app ? '' : 'acme',
        theme: 'system',
        ...(app ? {} : { 'token-url': '/states-token' }),
        ...(app && { app: app === 'demo' ? server.app.key : app }),
        ...(scene.room && { room: place.rooms[scene.room].id }),
      },
    },
  );
  await page.route(`${server.url}/states`, (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: document({ lang, dir, font }) }),
  );
  await page.goto(`${server.url}/states`);
}

const document = ({ lang, dir, font }) => `<!doctype html><html lang="${lang}" dir="${dir}"><head>
  <meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
  <title>Shop</title><style>html { color-scheme: light dark } body { margin: 0; font-family: system-ui, sans-serif } h1, p { margin: 24px }
  team-brain[mode=page] { position: fixed; inset: 0 } ${font ? `team-brain { --tb-font-size: ${font}px }` : ''}</style>
  <script type="module" src="/widget.js"></script></head>
  <body><h1>A shop</h1><p>With a page behind the widget.</p></body></html>`;

function blockStorage() {
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
}
