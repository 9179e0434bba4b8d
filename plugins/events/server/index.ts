import { definePlugin } from '@teambrain/core';
import { eventsErrorCodes } from '../shared/errors.js';
import { eventBounds } from '../shared/schemas.js';
import { eventsConfig } from './config.js';
import { createEvents } from './migrations/0001-create-events.js';
import { eventsPermissions } from './permissions.js';
import { registerResources } from './resources/register.js';
import { ResourceModel } from './resources/resource-model.js';

export type * from './contract.js';

export default definePlugin({
  name: 'events',
  version: '0.1.0',
  summary: 'A calendar for each room: recurrence, bookings, answers, history and calendar files',
  dependsOn: ['workspaces', 'rooms'],
  config: eventsConfig,
  permissions: eventsPermissions,
  errors: eventsErrorCodes,
  models: [ResourceModel],
  migrations: [createEvents],
  limits: { maxEventBatch: eventBounds.batch, maxEventWindowDays: eventBounds.windowDays },
  setup(app, ctx) {
    registerResources(app, ctx);
  },
});
