import { createScopeChanges, definePlugin, problem } from '@teambrain/core';
import type {} from '@teambrain/plugin-rooms/shared';
import { messagingErrorCodes } from '../shared/errors.js';
import { maxTextChars } from '../shared/schemas.js';
import { createChangingRepository } from './changing/repository.js';
import { addChangingRoutes } from './changing/routes.js';
import { createChanging } from './changing/service.js';
import { registerChannel } from './channel.js';
import { messagingConfig } from './config.js';
import { createImportRepository } from './importing/repository.js';
import { createImporting } from './importing/service.js';
import { createMessages } from './migrations/0001-create-messages.js';
import { findPins } from './migrations/0002-find-pins.js';
import { MessageModel } from './models/message-model.js';
import { MessageReactionModel } from './models/message-reaction-model.js';
import { MessageRevisionModel } from './models/message-revision-model.js';
import { messagingPermissions } from './permissions.js';
import { createReactionRepository } from './reactions/repository.js';
import { addReactionRoutes } from './reactions/routes.js';
import { createReactions } from './reactions/service.js';
import { createHeads } from './reading/heads.js';
import { createNewestPages } from './reading/newest-pages.js';
import { createPlaces } from './reading/places.js';
import { createReadingRepository } from './reading/repository.js';
import { addReadingRoutes } from './reading/routes.js';
import { createReading } from './reading/service.js';
import { createReassigningRepository } from './reassigning/repository.js';
import { createReassigning } from './reassigning/service.js';
import { createSearchRepository } from './search/repository.js';
import { addSearchRoutes } from './search/routes.js';
import { createSearch } from './search/service.js';
import { createSendingRepository } from './sending/repository.js';
import { addSendingRoutes } from './sending/routes.js';
import { createSending } from './sending/service.js';
import { unreadSource } from './unread.js';

export type * from './contract.js';

export default definePlugin({
  name: 'messaging',
  version: '0.1.0',
  summary: 'Messages with threads, reactions, pins, mentions and search',
  dependsOn: ['workspaces', 'rooms'],
  config: messagingConfig,
  permissions: messagingPermissions,
  errors: messagingErrorCodes,
  models: [MessageModel, MessageRevisionModel, MessageReactionModel],
  migrations: [createMessages, findPins],
  limits: { maxMessageChars: maxTextChars },
  setup(app, ctx) {
    const { config, db } = ctx;
    const reading = createReadingRepository(db);
    const messages = createChangingRepository(db);
    const searching = createSearchRepository(db, ctx.use('rooms').readableRooms);
    const places = createPlaces(reading);
    const change = createScopeChanges(ctx);
    const send = createSending({
      ctx,
      reading,
      repository: createSendingRepository(db),
      maxBatch: config.maxBatch,
    });
    const changing = createChanging({ ctx, repository: messages, reading, places, change });
    const reacting = createReactionRepository(db);
    const reactions = createReactions({
      ctx,
      repository: reacting,
      messages,
      reading,
      places,
      change,
      maxKinds: config.maxReactionKinds,
    });

    ctx.access.registerKind({
      kind: 'message',
      async scopeOf(id) {
        const place = await places.find(id.toLowerCase());
        return place && { scope: 'room', id: place.roomId };
      },
    });
    registerChannel({ ctx, reading, places, send, changing, reactions });
    ctx.use('rooms').countUnreadWith(unreadSource(reading));
    ctx.use('workspaces').countWith(async (id) => ({ messages: await reading.countIn(id) }));
    ctx.provide('messaging', {
      async send(actor, roomId, input) {
        const room = { kind: 'room', id: roomId };
        return send(actor, roomId, await ctx.access.require(actor, 'messaging.send', room), input);
      },
      byIds: reading.byIds,
      mentionedIn: reading.mentionedIn,
      reassignAuthor: createReassigning(ctx, reacting, createReassigningRepository(db)),
      importBatch: createImporting(ctx, createImportRepository(db)),
    });

    const newestPages = createNewestPages(createHeads(reading));
    ctx.events.on('user.updated', newestPages.clear);
    addReadingRoutes(app, createReading(ctx, reading, newestPages), config.maxPins);
    addSendingRoutes(app, send);
    addChangingRoutes(app, changing);
    addReactionRoutes(app, reactions);
    addSearchRoutes(app, createSearch(searching, reading), async (idOrSlug) => {
      const workspaceId = await searching.workspaceId(idOrSlug);
      if (workspaceId === null) throw problem('not_found');
      return workspaceId;
    });
  },
});
