import { defineMessages, translate } from '@teambrain/widget-kit';

/** Texts of the web app around the widget. */
export const webMessages = defineMessages('web', {
  product: 'TeamBrain',
  tagline: 'Where your team thinks together.',
  taglineText: 'Conversations, knowledge and decisions in one place that you host yourself.',
  demoOne: 'Morning! Can somebody review the token sheet before standup?',
  demoTwo: 'On it. Contrast on the muted text is fixed: 6.3 to 1 now.',
  demoThree: 'Shipping it today, then.',
  demoReply: '2 replies',
  loading: 'Loading…',

  loginTitle: 'Welcome back',
  loginText: 'Sign in to go on where you left off.',
  login: 'Sign in',
  loginField: 'E-mail or username',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  noAccount: 'New here?',
  toSignup: 'Create an account',
  toForgot: 'Forgot your password?',
  backToLogin: 'Back to sign in',

  forgotTitle: 'Forgot your password?',
  forgotText: 'We send a link to the e-mail address of your account.',
  forgot: 'Send the link',
  forgotDone: 'If there is such an account, the link is on its way. It works for 30 minutes.',
  resetTitle: 'Set a new password',
  resetText: 'All your devices will be signed out.',
  reset: 'Set the password',
  resetDone: 'Your password has been changed. Sign in with it.',

  signupTitle: 'Create your account',
  signupText: 'It takes less than a minute.',
  signup: 'Create account',
  displayName: 'Your name',
  username: 'Username',
  usernameHint: 'How others mention you: @{username}',
  email: 'E-mail',
  passwordHint: 'Ten characters or more. A sentence is a good password.',
  haveAccount: 'Have an account already?',
  toLogin: 'Sign in',
  closedTitle: 'Registration is closed',
  closedText: 'Ask somebody on this server for an invitation.',

  setupTitle: 'Set up your server',
  setupText: 'You are the first here. This account manages the server.',
  setup: 'Create the first account',
  setupKey: 'Setup key',
  setupKeyHint: 'The server printed it with the setup link when it started.',

  inviteTitle: 'You are invited',
  inviteText: 'Sign in or create an account to join.',
  inviteJoining: 'Joining…',
  inviteFailedTitle: 'This invitation does not work',
  inviteFailedText: 'It may have been used up, have expired, or have been withdrawn. Ask for a new one.',
  home: 'To the start page',

  newTitle: 'Name your workspace',
  newText: 'A company, a team, a club: the people who talk together.',
  newFirstTitle: 'Hello {name}, let us start',
  workspaceName: 'Name of the workspace',
  workspaceExample: 'Acme Studio',
  workspaceCreate: 'Create workspace',
  workspaceCreated: 'First space',
  firstRoom: 'General',
  firstRoomTopic: 'For everybody and everything',
  orInvited: 'Were you invited? Open the link of the invitation.',

  missingTitle: 'There is nothing here',
  missingText: 'The page that you followed does not exist.',
  failedTitle: 'TeamBrain cannot be reached',
  workspaces: 'Workspaces',
  openWorkspace: 'Open {workspace}',
  newWorkspace: 'New workspace',
  account: 'Account of {name}',
  menuProfile: 'Profile and devices',
  menuEmbed: 'Embed in your site',
  settingsOf: 'Settings of {workspace}',
  menuInvite: 'Invite people to {workspace}',
  menuWorkspaces: 'Switch to {workspace}',
  menuThemeSystem: 'Theme as the system',
  menuThemeLight: 'Light theme',
  menuThemeDark: 'Dark theme',
  menuLogout: 'Sign out',
  invite: 'Invite people',

  profileTitle: 'Your account',
  profile: 'Profile',
  profileSaved: 'Saved.',
  save: 'Save',
  changePassword: 'Change password',
  currentPassword: 'Present password',
  newPassword: 'New password',
  passwordChanged: 'Your password has been changed.',
  sessions: 'Devices',
  sessionCurrent: 'This device',
  sessionSeen: 'Last seen {time}',
  sessionUnknown: 'Unknown device',
  sessionEnd: 'Sign out',
  sessionEndLabel: 'Sign out {device}',
  logoutEverywhere: 'Sign out on all devices',

  inviteDialogTitle: 'Invite people to {workspace}',
  inviteDialogText: 'Everybody with this link can join as a member. It works for {days} days.',
  inviteMake: 'Make an invitation link',
  inviteLink: 'Invitation link',
  copy: 'Copy',
  copied: 'Copied',
  inviteMembers: { one: '{count} member', other: '{count} members' },

  errorCredentials: 'The name or the password is wrong.',
  errorTaken: 'There is an account with this e-mail address or username already.',
  errorWeak: 'This password is too short or too common.',
  errorClosed: 'This server does not take registrations without an invitation.',
  errorRate: { one: 'Too many tries. Wait {count} second.', other: 'Too many tries. Wait {count} seconds.' },
  errorNetwork: 'The server does not answer. Check your connection and try again.',
  errorOther: 'That did not work. Try again.',
});

export type WebKey = keyof (typeof webMessages)['messages'] & string;

const texts = { locale: 'en', translations: {} };

/** The app speaks English so far; dates and numbers follow the browser. */
export function t(key: WebKey, values?: Readonly<Record<string, string | number>>): string {
  return translate(texts, webMessages, key, values);
}

export const dateLocale = globalThis.navigator?.language ?? 'en';
