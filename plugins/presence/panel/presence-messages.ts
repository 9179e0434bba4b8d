import { defineMessages } from '@teambrain/widget-kit';

export const presenceMessages = defineMessages('presence', {
  onlineCount: { one: '{count} online', other: '{count} online' },
  members: { one: '{count} member', other: '{count} members' },
  online: 'Online',
  away: 'Away',
  offline: 'Offline',
});
