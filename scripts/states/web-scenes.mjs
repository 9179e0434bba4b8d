/** Screens of the web app and the playground. `as` is who is signed in, `path` where the picture is taken. */
export const webScenes = [
  screen('login', '/login', null),
  screen('login-wrong', '/login', null, async (page) => {
    await page.locator('input[name=login]').fill('lilly');
    await page.locator('input[name=password]').fill('not the password');
    await page.locator('form button.primary').click();
    await page.locator('[role=alert]:not(:empty)').first().waitFor();
  }),
  screen('signup', '/signup', null),
  screen('signup-empty', '/signup', null, (page) => page.locator('form button.primary').click()),
  screen('forgot', '/forgot', null),
  screen('reset', '/reset#k=none', null),
  screen('setup', '/setup', null),
  screen('invite', '/invite/none', null),
  screen('invite-failed', '/invite/none', 'lilly'),
  screen('missing', '/nowhere/at/all', 'lilly'),
  screen('new-workspace', '/new', 'lilly'),
  screen('talk', 'design', 'lilly', talk),
  screen('talk-menu', 'design', 'lilly', async (page) => {
    await talk(page);
    await page.locator('.account:visible').click();
    await page.locator('tb-menu [role^=menuitem]').first().waitFor();
  }),
  screen('account', 'design', 'lilly', async (page) => {
    await talk(page);
    await page.locator('.account:visible').click();
    await page.locator('tb-menu [role^=menuitem]').first().click();
    await page.waitForTimeout(600);
  }),
  screen('invite-dialog', 'design', 'lilly', async (page) => {
    await talk(page);
    await page.locator('.in-header .icon-button').click();
    await page.waitForTimeout(500);
    await page.locator('tb-web-invite-dialog button.primary').click();
    await page.waitForTimeout(500);
  }),
  screen('people', '/settings/acme/people', 'lilly', undefined, true),
  screen('people-member', '/settings/acme/people', 'ana', undefined, true),
  screen('embed', '/settings/acme/embed', 'lilly', undefined, true),
  screen('embed-new', '/settings/acme/embed/new', 'lilly', undefined, true),
  screen(
    'embed-new-empty',
    '/settings/acme/embed/new',
    'lilly',
    async (page) => {
      await page.locator('tb-web-app-form button.primary').last().click();
      await page.waitForTimeout(300);
    },
    true,
  ),
  ...['code', 'settings', 'secrets', 'refusals'].map((tab) =>
    screen(
      `embed-app-${tab}`,
      '/settings/acme/embed',
      'lilly',
      async (page) => {
        await page.getByRole('link', { name: 'Acme shop' }).click();
        await page.locator(`#app-${tab}`).click();
        await page.waitForTimeout(400);
      },
      true,
    ),
  ),
  screen('embed-app-off', '/settings/acme/embed', 'lilly', async (page) => {
    await page.getByRole('link', { name: 'Acme shop' }).click();
    await page.locator('.actions .button').first().click();
    await page.waitForTimeout(400);
  }),
  screen('not-allowed', '/settings/acme/embed', 'ana'),
  screen('settings-missing', '/settings/nowhere/people', 'lilly'),
  screen('admin-refused', '/admin', 'lilly'),
  screen('admin', '/admin', 'root', undefined, true),
  screen('unreachable', '/login', null, async (page) => {
    await page.route('**/v1/**', (route) => route.abort());
    await page.locator('input[name=login]').fill('lilly');
    await page.locator('input[name=password]').fill('whatever it is');
    await page.locator('form button.primary').click();
    await page.locator('[role=alert]:not(:empty)').first().waitFor();
  }),
  screen('playground', '/playground', null, shown),
  ...['Theme', 'Identity', 'Methods', 'Events', 'Code'].map((tab) =>
    screen(`playground-${tab.toLowerCase()}`, '/playground', null, async (page) => {
      await shown(page);
      const view = page.getByRole('navigation', { name: 'View' }).getByRole('button', { name: 'Settings' });
      if (await view.isVisible()) await view.click();
      await page
        .getByRole('tab', { name: new RegExp(`^${tab}`) })
        .first()
        .click({ timeout: 1500 });
      await page.waitForTimeout(300);
    }),
  ),
];

function screen(name, path, as, show = async () => {}, full = false) {
  return { name, path, as, full, show: async (page, kit) => show(page, kit) };
}

/** Signs in as a person does, then goes where the scene is. */
export async function openWebScene(page, { path, as }, { server, look, place }) {
  // The app takes its language, and with it the direction, from the browser.
  if (look.font) {
    await page.addInitScript(() => {
      document.addEventListener('DOMContentLoaded', () => {
        document.documentElement.style.fontSize = '200%';
      });
    });
  }
  if (as) {
    await page.goto(`${server.url}/login`);
    await page.locator('input[name=login]').fill(as);
    await page.locator('input[name=password]').fill(server.password);
    await page.locator('form button.primary').click();
    await page.waitForURL((url) => !url.pathname.startsWith('/login'));
    await page.waitForTimeout(200);
  }
  await page.goto(server.url + (path === 'design' ? `/w/acme/${place.design}` : path));
  await page.waitForTimeout(300);
  await page.waitForFunction(() => document.readyState === 'complete');
  await page.locator('tb-spinner').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(200);
}

async function talk(page) {
  await page.locator('tb-messaging-panel article').last().waitFor();
  await page.waitForTimeout(400);
}

async function shown(page) {
  await page.frameLocator('iframe').locator('tb-messaging-panel article').last().waitFor();
  await page.waitForTimeout(300);
}
