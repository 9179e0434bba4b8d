import { defineMessages, type MessageValues, translate } from '@teambrain/widget-kit';
import { webContext } from './language.js';

/** Not a word, and the same in every language. */
export const product = 'TeamBrain';

/** Texts of the web app around the widget. A text named by an error code says what that code means here. */
export const webMessages = defineMessages('web', {
  tagline: 'Where your team thinks together.',
  taglineText: 'Conversations, knowledge and decisions in one place that you host yourself.',
  demoOne: 'Morning! Can somebody review the token sheet before standup?',
  demoTwo: 'On it. Contrast on the muted text is fixed: 6.3 to 1 now.',
  demoThree: 'Shipping it today, then.',
  demoReply: '2 replies',
  pageTitle: '{page} · {product}',
  language: 'Language',

  loginTitle: 'Welcome back',
  loginText: 'Sign in to go on where you left off.',
  login: 'Sign in',
  loginField: 'E-mail or username',
  password: 'Password',
  showPassword: 'Show password',
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
  linkWrong: 'This link is wrong, used or expired. Ask for a new one.',

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

  setupTitle: 'Set up your server',
  setupText: 'You are the first here. This account manages the server.',
  setup: 'Create the first account',
  setupKey: 'Setup key',
  setupKeyHint: 'The server printed it with the setup link when it started.',
  setupKeyWrong: 'This setup key is wrong, used or expired.',

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
  firstRoom: 'General',
  firstRoomTopic: 'For everybody and everything',
  orInvited: 'Were you invited? Open the link of the invitation.',

  missingTitle: 'There is nothing here',
  missingText: 'The page that you followed does not exist.',
  failedTitle: 'TeamBrain cannot be reached',
  workspaces: 'Workspaces',
  openWorkspace: 'Open {workspace}',
  newWorkspace: 'New workspace',
  server: 'Server',
  account: 'Account of {name}',
  menuProfile: 'Profile and devices',
  menuEmbed: 'Embed in your site',
  settingsOf: 'Settings of {workspace}',
  menuWorkspaces: 'Switch to {workspace}',
  menuThemeSystem: 'Theme as the system',
  menuThemeLight: 'Light theme',
  menuThemeDark: 'Dark theme',
  menuLogout: 'Sign out',
  invite: 'Invite people',

  profileTitle: 'Your account',
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

  tooManyTries: {
    one: 'Too many tries. Wait {count} second.',
    other: 'Too many tries. Wait {count} seconds.',
  },
  displayNameWrong: 'A name has 1 to 80 characters.',
  usernameWrong: 'A username has 2 to 32 letters, digits, dots, hyphens or underscores.',
  emailWrong: 'This is not an e-mail address.',
  fieldWrong: 'The server does not take this.',

  credentials_invalid: 'The name or the password is wrong.',
  already_registered: 'There is an account with this e-mail address or username already.',
  password_weak: 'This password is too short or too common.',
  registration_closed: 'This server does not take registrations without an invitation.',
  mail_not_configured: 'This server sends no mail. Ask its admin for a link.',
  workspace_creation_closed: 'Only admins of this server make workspaces.',
  workspace_invite_invalid: 'The invitation is wrong, used up, withdrawn or expired.',
  workspace_invite_addressed: 'This invitation is for another e-mail address.',
  workspace_last_owner: 'A workspace keeps its owner: hand it over first.',
});

export type WebKey = keyof (typeof webMessages)['messages'] & string;

/** The text in the reader's language, once {@link webContext} speaks it. */
export function t(key: WebKey, values?: MessageValues): string {
  return translate(webContext.state, webMessages, key, values);
}
