export type UserKind = 'user' | 'guest' | 'bot';

/** A person or bot as everybody may see them. */
export interface User {
  id: string;
  username: string;
  displayName: string;
  avatarUrl?: string;
  kind: UserKind;
}

/** The signed-in account, as only its owner sees it. */
export interface Me extends User {
  email?: string;
  /** Roles on this server: `admin` manages accounts, switches and limits. */
  roles: string[];
  createdAt: string;
}

/** The answer of register, login and refresh. */
export interface AuthResult {
  user: Me;
  accessToken: string;
  refreshToken: string;
  /** Seconds until the access token expires. */
  expiresIn: number;
}

/** One signed-in device. */
export interface Session {
  id: string;
  current: boolean;
  userAgent?: string;
  createdAt: string;
  lastSeenAt: string;
}

export type Role = 'owner' | 'admin' | 'member' | 'viewer' | 'guest';
