import { defineMessages, type MessageValues, translate } from '@teambrain/widget-kit';
import { webContext } from '../language.js';

/** Texts of the settings of a workspace, and of the page for the admins of the server. */
export const settingsMessages = defineMessages('settings', {
  settings: 'Settings',
  sections: 'Parts of the settings',
  people: 'People',
  embed: 'Embed',
  server: 'Server',
  back: 'Back to {workspace}',
  notAllowed: 'Only owners and admins of this workspace see this.',
  missing: 'There is no such workspace, or you are not in it.',
  failed: 'This could not be loaded',

  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyOne: 'Copy {what}',
  embedOff: 'Embedding is switched off',
  embedOffText: 'A server admin can switch the embed plugin on.',
  switchOff: 'Switch off',

  peopleText: 'Everybody in this workspace.',
  invite: 'Invite people',
  role: 'Role of {name}',
  owner: 'Owner',
  admin: 'Admin',
  member: 'Member',
  viewer: 'Viewer',
  guest: 'Guest',
  joined: 'Joined {time}',
  remove: 'Remove',
  removeLabel: 'Remove {name}',
  removeTitle: 'Remove {name} from the workspace?',
  removeText: 'They lose all its spaces at once. What they wrote stays.',
  invites: 'Open invitations',
  inviteUses: '{uses} of {max} used, as {role}, until {time}',
  revoke: 'Withdraw',
  you: 'you',

  adminTitle: 'Server',
  adminPlugins: 'Plugins',
  adminPluginsText: 'A switch takes effect at once, in every open widget.',
  adminNeeds: 'Needs {plugins}',
  adminNotMounted: 'Switched off by the configuration',
  adminFailure: 'Could not start: {reason}',
  adminFaults: { one: '{count} fault', other: '{count} faults' },
  adminSwitch: '{plugin} on',
  adminOffTitle: 'Switch {plugin} off?',
  adminOffText:
    'It goes from every open widget at once. What it has stored stays, and is there again when you switch it on.',
  adminHealth: 'Health',
  healthVersion: 'Version',
  healthDatabase: 'Database',
  healthBus: 'Between instances',
  healthUptime: 'Up for',
  healthMemory: 'Memory',
  healthDelay: 'Event loop, 99 of 100',
  healthSockets: 'Sockets',
  healthCheck: 'Check: {name}',
  healthOk: 'works',
  healthFailing: 'fails',
  adminUsers: 'Accounts',
  adminFind: 'Find an account',
  adminMore: 'More',
  adminBack: 'Back',
  adminForbidden: 'Only admins of this server see this.',
  adminSince: 'Since {time}',
  adminRole: 'Server admin',
  adminDeactivated: 'Deactivated',

  'plugin.embed': 'Apps: other products that show the widget to users of their own',
  'plugin.events': 'A calendar for each space: recurrence, bookings, answers, history and calendar files',
  'plugin.messaging': 'Messages with threads, reactions, pins, mentions and search',
  'plugin.presence': 'Who is in a space and who types',
  'plugin.rooms': 'Spaces in a workspace, with members, roles and read cursors',
  'plugin.workspaces': 'Workspaces with members, roles, invitations and an audit trail',
});

export type SettingsKey = keyof (typeof settingsMessages)['messages'] & string;

export function t(key: SettingsKey, values?: MessageValues): string {
  return translate(webContext.state, settingsMessages, key, values);
}
