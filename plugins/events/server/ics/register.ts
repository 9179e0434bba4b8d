import type { PluginContext } from '@teambrain/core';
import type { FastifyInstance } from 'fastify';
import type { EventsConfig } from '../config.js';
import type { Writing } from '../events/writing.js';
import { createExportRepository } from './exporting/repository.js';
import { createExporting } from './exporting/service.js';
import { createFeedRepository } from './feeds/repository.js';
import { createFeeds } from './feeds/service.js';
import { createImportRepository } from './importing/repository.js';
import { createImporting } from './importing/service.js';
import { addCalendarRoutes } from './routes.js';

/** Calendar files: import, export and feeds. */
export function registerCalendars(
  app: FastifyInstance,
  ctx: PluginContext<EventsConfig>,
  writing: Pick<Writing, 'write'>,
): void {
  const { db, config, log, publicUrl } = ctx;
  const exporting = createExporting(createExportRepository(db), log);
  addCalendarRoutes(app, {
    importCalendar: createImporting({ writing, repository: createImportRepository(db), config }),
    exporting,
    feeds: createFeeds({ ctx, repository: createFeedRepository(db), exporting }),
    maxBytes: config.maxCalendarBytes,
    publicUrl,
  });
}
