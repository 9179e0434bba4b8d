import type { PermissionDefinition } from '../access/contract.js';
import type { Operation } from '../plugins/contract.js';

export const authPermissions: readonly PermissionDefinition[] = [
  {
    name: 'auth.session',
    scope: 'account',
    roles: ['user', 'guest', 'bot'],
    summary: 'See who one is and log out',
    embed: 'session',
  },
  {
    name: 'auth.account',
    scope: 'account',
    roles: ['user'],
    summary: 'Manage one’s own account and sessions',
  },
  {
    name: 'users.read',
    scope: 'account',
    roles: ['user', 'guest', 'bot'],
    summary: 'See the profile of somebody one shares a workspace or room with',
    embed: 'read',
  },
];

const auth = { bucket: 'auth' } as const;

export const authOperations = {
  register: { id: 'auth.register', summary: 'Create an account', permission: 'public', limit: auth },
  setup: {
    id: 'auth.setup',
    summary: 'Create the administrator with a setup token',
    permission: 'public',
    limit: auth,
  },
  login: { id: 'auth.login', summary: 'Log in', permission: 'public', limit: auth },
  refresh: {
    id: 'auth.refresh',
    summary: 'Exchange a refresh token for the next pair',
    permission: 'public',
  },
  logout: { id: 'auth.logout', summary: 'End this session', permission: 'auth.session' },
  logoutAll: { id: 'auth.logoutAll', summary: 'End all sessions', permission: 'auth.account' },
  me: { id: 'auth.me', summary: 'Who am I', permission: 'auth.session' },
  listSessions: { id: 'auth.listSessions', summary: 'List one’s sessions', permission: 'auth.account' },
  endSession: { id: 'auth.endSession', summary: 'End one session', permission: 'auth.account' },
  changePassword: {
    id: 'auth.changePassword',
    summary: 'Change the password; all other sessions end',
    permission: 'auth.account',
    limit: auth,
  },
  forgotPassword: {
    id: 'auth.forgotPassword',
    summary: 'Ask for a link that sets a new password; the answer is the same whether the account exists',
    permission: 'public',
    limit: auth,
  },
  resetPassword: {
    id: 'auth.resetPassword',
    summary: 'Set a new password by such a link; all sessions end',
    permission: 'public',
    limit: auth,
  },
  updateProfile: { id: 'users.updateMe', summary: 'Change one’s own profile', permission: 'auth.account' },
  deactivate: {
    id: 'users.deactivateMe',
    summary: 'Deactivate one’s own account',
    permission: 'auth.account',
  },
  readUser: { id: 'users.read', summary: 'Read a profile', permission: 'users.read' },
} as const satisfies Record<string, Operation>;
