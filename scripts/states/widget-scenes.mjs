const chat = 'tb-messaging-panel';
const field = `${chat} .foot textarea`;

/** What makes a picture of the widget: attributes, who looks at it, and how it comes about. Nothing here reads a text. */
export const widgetScenes = [
  scene('launcher-closed', { mode: 'launcher' }, closed),
  scene('launcher-label', { mode: 'launcher', label: 'Talk to us' }, closed),
  scene('launcher-open', { mode: 'launcher', open: '', room: 'design' }, read),
  scene('launcher-rooms', { mode: 'launcher', open: '', room: 'design' }, async (page) => {
    await read(page);
    await page.locator('.switcher').click();
    await page.locator('tb-rooms-panel .room').first().waitFor();
  }),
  scene('docked', { mode: 'panel', open: '', room: 'design' }, read),
  scene(
    'opening',
    { room: 'design' },
    (page) => page.locator('team-brain tb-spinner').waitFor({ state: 'attached' }),
    { held: '**/v1/**' },
  ),
  scene('loading', { room: 'design' }, (page) => page.locator(`${chat} .skeleton`).first().waitFor(), {
    held: /\/messages\?/,
    socket: 'held',
  }),
  scene('empty', { room: 'new-arrivals' }, (page) => page.locator(`${chat} tb-empty`).waitFor()),
  scene('filled', { room: 'showcase' }, read),
  scene('filled-top', { room: 'showcase' }, toTop),
  scene('filled-middle', { room: 'showcase' }, async (page) => {
    await read(page);
    await page
      .locator(`${chat} article`)
      .nth(4)
      .evaluate((row) => row.scrollIntoView({ block: 'start' }));
  }),
  scene('bubbles', { room: 'showcase', layout: 'bubbles' }, read),
  scene('bubbles-top', { room: 'showcase', layout: 'bubbles' }, toTop),
  scene('bubbles-design', { room: 'design', layout: 'bubbles' }, read),
  scene('compact', { room: 'design', density: 'compact' }, read),
  scene('dates', { room: 'engineering' }, toTop),
  scene('unread', { room: 'support' }, read, { user: 'ana', unread: 'support' }),
  scene('jump', { room: 'design' }, async (page, { place }) => {
    await toTop(page);
    await page.waitForTimeout(300);
    await place.call('joe', 'POST', `/rooms/${place.design}/messages`, {
      text: 'News while you read above.',
      clientId: `news-${Math.random()}`,
    });
    await page.locator('[part~=jump-pill]').waitFor();
  }),
  scene('toolbar', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(`${chat} article`).nth(-3).hover();
    await page.locator(`${chat} .toolbar`).waitFor();
  }),
  scene('row-focus', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(`${chat} article`).last().focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
  }),
  scene('row-menu', { room: 'design' }, menu),
  scene('delete', { room: 'design' }, async (page) => {
    await menu(page);
    await page.locator('tb-menu [role=menuitem]').last().click();
    await page.locator('tb-dialog dialog[open]').first().waitFor();
    await page.waitForTimeout(200);
  }),
  scene('thread', { room: 'design' }, async (page) => {
    await toTop(page);
    await page.locator(`${chat} article .thread`).first().click();
    await page.locator('tb-message-thread article').last().waitFor();
  }),
  scene('search-empty', { room: 'design' }, search),
  scene('search', { room: 'design' }, async (page) => {
    await search(page);
    await page.keyboard.type('ring');
    await page.waitForTimeout(900);
  }),
  scene('search-nothing', { room: 'design' }, async (page) => {
    await search(page);
    await page.keyboard.type('zeppelin');
    await page.waitForTimeout(900);
  }),
  scene('pins', { room: 'design' }, (page) => command(page, '/pins', 'article, .result, li')),
  scene('pins-none', { room: 'new-arrivals' }, (page) => command(page, '/pins', 'tb-empty')),
  scene('threads', { room: 'design' }, (page) => command(page, '/threads', 'article, .result, li')),
  scene('shortcuts', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(field).fill('/shortcuts');
    await page.keyboard.press('Escape');
    await page.locator('.foot .send').click();
    await page.locator('tb-dialog dialog[open]').first().waitFor();
    await page.waitForTimeout(300);
  }),
  scene('composer-long', { room: 'design' }, async (page) => {
    await read(page);
    await page
      .locator(field)
      .fill(
        'A text of many lines.\n\n- one\n- two\n- three\n\nAnd the end of it, which takes more than the width of the field on every phone there is, and then some.',
      );
  }),
  scene('completion-people', { room: 'design' }, (page) => complete(page, 'Hello @')),
  scene('completion-commands', { room: 'design' }, (page) => complete(page, '/')),
  scene('completion-emoji', { room: 'design' }, (page) => complete(page, 'Well :ta')),
  scene('emoji', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator('.foot [aria-haspopup=dialog]').click();
    await page.locator('tb-emoji-grid button').first().waitFor();
  }),
  scene('emoji-nothing', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator('.foot [aria-haspopup=dialog]').click();
    await page.locator('tb-emoji-grid input').fill('qqqq');
  }),
  scene('edit', { room: 'showcase' }, async (page) => {
    await read(page);
    await page.locator(field).focus();
    await page.keyboard.press('ArrowUp');
    await page.locator('tb-message-composer[mode=edit]').waitFor();
  }),
  scene('reply', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(`${chat} article`).nth(-2).hover();
    await page.locator('[data-action=reply]').click();
    await page.locator(field).fill('So do I.');
  }),
  scene('offline', { room: 'design' }, async (page) => {
    await read(page);
    await page.context().setOffline(true);
    await page.locator('.bar').waitFor();
    await page.locator(field).fill('Written in a tunnel.');
    await page.keyboard.press('Enter');
    await page.locator('article[data-state=sending]').waitFor();
  }),
  scene('failed-send', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(chat).evaluate((panel) => {
      // A reply to a message of no room: the server refuses it for good.
      const input = {
        text: 'This one will not go out, however often it is tried.',
        replyTo: '00000000-0000-7000-8000-000000000000',
      };
      panel.session.timeline.send(input).done.catch(() => {});
    });
    await page.locator('article[data-state=failed]').waitFor();
    await page.locator('article[data-state=failed]').scrollIntoViewIfNeeded();
  }),
  scene('drag', { room: 'design' }, async (page) => {
    await read(page);
    await withFiles(page);
    await page
      .locator(chat)
      .evaluate((panel) =>
        panel.dispatchEvent(
          new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: panel.files }),
        ),
      );
    await page.waitForTimeout(200);
  }),
  scene('upload', { room: 'design' }, async (page) => {
    await read(page);
    await withFiles(page);
    await page
      .locator(chat)
      .evaluate((panel) =>
        panel.dispatchEvent(
          new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: panel.files }),
        ),
      );
    await page.waitForTimeout(300);
  }),
  scene('no-upload', { room: 'design' }, async (page) => {
    await read(page);
    await page.locator(chat).evaluate((panel) => {
      const files = new DataTransfer();
      files.items.add(new File(['x'], 'plan.pdf'));
      panel.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }));
    });
    await page.locator('.toast').first().waitFor();
  }),
  scene('readonly', { room: 'design', readonly: '' }, read),
  scene('archived', { room: 'old-launch' }, read),
  scene('direct', {}, read, { room: 'direct' }),
  scene('long-name', { room: 'north' }, (page) => page.locator(`${chat} tb-empty`).waitFor()),
  scene('join', { room: 'random' }, (page) => page.locator('tb-join-room form').waitFor(), { user: 'ana' }),
  scene(
    'join-password',
    { room: 'vault' },
    async (page) => {
      await page.locator('tb-join-room input').fill('wrong');
      await page.locator('tb-join-room button').click();
      await page.locator('tb-join-room .error:not(:empty)').waitFor();
    },
    { user: 'ana' },
  ),
  ...['rooms-filter', 'rooms-nothing', 'rooms-menu', 'room-menu'].map((name) =>
    scene(name, { room: 'design' }, rooms(name)),
  ),
  ...['create', 'find', 'direct'].map((name, index) =>
    scene(`dialog-${name}`, { room: 'design' }, async (page) => {
      await rooms('rooms-menu')(page);
      await page.locator('tb-rooms-panel tb-menu [role=menuitem]').nth(index).click();
      await settled(page);
    }),
  ),
  scene('dialog-find-password', { room: 'design' }, async (page) => {
    await rooms('rooms-menu')(page);
    await page.locator('tb-rooms-panel tb-menu [role=menuitem]').nth(1).click();
    await settled(page);
    await page.locator('tb-find-rooms .person').filter({ hasText: 'Vault' }).locator('button').click();
  }),
  ...['members', 'invite', 'settings'].map((name, index) =>
    scene(`dialog-${name}`, { room: 'design' }, async (page) => {
      await rooms('room-menu')(page);
      await page.locator('tb-rooms-panel tb-menu [role=menuitem]').nth(index).click();
      await settled(page);
    }),
  ),
  scene(
    'dialog-leave',
    { room: 'design' },
    async (page) => {
      await rooms('room-menu')(page);
      await page.locator('tb-rooms-panel tb-menu [role=menuitem]').last().click();
      await settled(page);
    },
    { user: 'sam' },
  ),
  scene(
    'guest',
    { guest: '' },
    (page) => page.locator(`${chat} textarea, tb-empty, tb-join-room`).first().waitFor(),
    { app: 'demo', user: null },
  ),
  scene(
    'guest-launcher',
    { guest: '', mode: 'launcher', open: '' },
    (page) => page.locator(`${chat} textarea, tb-empty, tb-join-room`).first().waitFor(),
    { app: 'demo', user: null },
  ),
  scene('refused', {}, (page) => page.locator('tb-error').waitFor(), { app: 'pk_unknown', user: null }),
  scene('refused-launcher', { mode: 'launcher', open: '' }, (page) => page.locator('tb-error').waitFor(), {
    app: 'pk_unknown',
    user: null,
  }),
  scene('signed-out', {}, (page) => page.locator('tb-empty').waitFor(), { user: null }),
  scene('unreachable', {}, (page) => page.locator('tb-error').waitFor(), { refused: '**/v1/**' }),
  scene('expired', { room: 'design' }, async (page) => {
    await read(page);
    await page.unroute('**/states-token');
    await page.route('**/states-token', (route) => route.fulfill({ status: 401 }));
    await page.locator('team-brain').evaluate((widget) => widget.refresh());
    await page.locator('tb-empty, .bar').first().waitFor();
  }),
  scene('blocked-storage', { room: 'design' }, read, { storage: 'blocked' }),
];

function scene(name, attributes, show, options = {}) {
  return {
    name,
    attributes: attributes.mode ? attributes : { mode: 'page', ...attributes },
    show,
    user: 'lilly',
    ...options,
  };
}

async function closed(page) {
  await page.locator('.badge').waitFor();
  await page.locator('.launcher').focus();
}

async function read(page) {
  await page.locator(`${chat} article`).last().waitFor();
  await page.waitForTimeout(250);
}

async function toTop(page) {
  await read(page);
  await page
    .locator(`${chat} article`)
    .first()
    .evaluate((row) => row.scrollIntoView({ block: 'end' }));
  await page.waitForTimeout(150);
}

async function menu(page) {
  await read(page);
  await page.locator(`${chat} article`).nth(-3).hover();
  await page.locator('[data-action=more]').click();
  await page.locator('tb-menu [role=menuitem]').first().waitFor();
}

async function search(page) {
  await read(page);
  await page.locator('[part~=search]').click();
  await page.locator('tb-message-search input').waitFor();
  await page.locator('tb-message-search input').focus();
}

async function command(page, text, found) {
  await page.locator(field).waitFor();
  await page.waitForTimeout(300);
  await page.locator(field).fill(text);
  await page.keyboard.press('Escape');
  await page.locator('.foot .send').click();
  await page.locator('tb-message-digest').locator(found).first().waitFor();
}

async function complete(page, text) {
  await read(page);
  await page.locator(field).focus();
  await page.keyboard.type(text);
  await page.locator('[role=listbox] [role=option]').first().waitFor();
}

/** The spaces, which a wide box has at its side and a narrow one behind the room's name. */
function rooms(name) {
  return async (page) => {
    await read(page);
    if (await page.locator('.switcher').count()) await page.locator('.switcher').click();
    const panel = page.locator('tb-rooms-panel');
    await panel.locator('.room').first().waitFor();
    if (name === 'rooms-filter') await panel.locator('input').fill('e');
    if (name === 'rooms-nothing') await panel.locator('input').fill('zzzz');
    if (name === 'rooms-menu') await panel.locator('.top .icon-button').click();
    if (name === 'room-menu') {
      await panel.locator('.current').hover();
      await panel.locator('.current .more').click();
    }
    await page.waitForTimeout(200);
  };
}

async function settled(page) {
  await page.locator('tb-dialog dialog[open]').last().waitFor();
  await page.waitForTimeout(300);
}

/** Uploads as the plugin for files brings them: one arrives, one is under way, one fails. */
async function withFiles(page) {
  await page.locator('team-brain').evaluate((widget) => {
    const panel = widget.renderRoot.querySelector('tb-messaging-panel');
    const { features } = widget.widgetContext.state;
    widget.widgetContext.update({ features: new Set([...features, 'files']) });
    let count = 0;
    const uploads = {
      upload(_file, { onProgress } = {}) {
        count++;
        if (count === 1) return Promise.resolve({ id: 'f1' });
        if (count === 3) return Promise.reject(new Error('no'));
        setTimeout(() => onProgress?.(0.6), 50);
        return new Promise(() => {});
      },
    };
    Object.defineProperty(panel.session.room, 'files', { value: uploads });
    panel.files = new DataTransfer();
    const add = (name, size) => panel.files.items.add(new File([new Uint8Array(size)], name));
    add('token-sheet.pdf', 240_000);
    add('a-name-of-a-file-that-is-longer-than-every-column-there-is-on-a-phone.sketch', 4_000_000);
    add('photo.jpg', 90_000);
    panel.requestUpdate();
  });
  await page.waitForTimeout(100);
}
