import './service-types.js';
import { definePlugin } from '@teambrain/core';
import { announceIn, registerPresence } from './channel.js';
import { presenceConfig } from './config.js';
import { presencePermissions } from './permissions.js';
import { createRoster } from './roster.js';
import { addPresenceRoutes } from './routes.js';

export default definePlugin({
  name: 'presence',
  version: '0.1.0',
  summary: 'Who is in a room and who types',
  dependsOn: ['rooms'],
  config: presenceConfig,
  permissions: presencePermissions,
  setup(app, ctx) {
    const { bus, config, realtime } = ctx;
    const roster = createRoster({
      bus,
      ...config,
      announce: (roomId, changes) => announceIn(realtime, roomId, changes),
    });
    const stop = registerPresence(realtime, roster);
    addPresenceRoutes(app, roster);

    ctx.provide('presence', {
      inRoom: roster.list,
      async statusIn(roomId, userId) {
        const entries = await roster.list(roomId);
        return entries.find((entry) => entry.userId === userId)?.status ?? 'offline';
      },
    });
    app.addHook('onClose', async () => {
      stop();
      roster.close();
    });
  },
});
