import type { PluginManifest } from '@teambrain/core';
import messaging from '@teambrain/plugin-messaging/server';
import presence from '@teambrain/plugin-presence/server';
import rooms from '@teambrain/plugin-rooms/server';
import workspaces from '@teambrain/plugin-workspaces/server';

/** The plugins that the product ships. Configuration switches each on and off; order does not matter. */
export const officialPlugins: readonly PluginManifest[] = [workspaces, rooms, messaging, presence];
