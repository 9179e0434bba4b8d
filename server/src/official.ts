import type { PluginManifest } from '@teambrain/core';
import embed from '@teambrain/plugin-embed/server';
import events from '@teambrain/plugin-events/server';
import messaging from '@teambrain/plugin-messaging/server';
import presence from '@teambrain/plugin-presence/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';

const plugins: readonly PluginManifest[] = [workspaces, rooms, messaging, presence, events, embed];

/**
 * The plugins that the product ships. Configuration switches each on and off; order does not matter. A server that lost
 * one of them would look like it works: unless the operator says otherwise, its failure ends the start.
 */
export const officialPlugins = plugins.map((plugin) => ({ ...plugin, mustLoad: true }));
