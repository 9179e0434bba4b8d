import { type SessionStore, TeamBrain } from '@teambrain/sdk';

const key = 'tb:session';

/** Over plain http there is no secure cookie: the refresh token lives in this tab's storage, and goes with the tab. */
const tabSession: SessionStore = {
  load() {
    try {
      const text = sessionStorage.getItem(key);
      return text === null ? null : JSON.parse(text);
    } catch {
      return null;
    }
  },
  save(session) {
    try {
      if (session) sessionStorage.setItem(key, JSON.stringify(session));
      else sessionStorage.removeItem(key);
    } catch {
      // Blocked storage: the session ends with the page.
    }
  },
};

/** Forgets what this tab kept of somebody: drafts, the room used last, the session. The origin is the app's own. */
export function forgetTab(): void {
  try {
    sessionStorage.clear();
  } catch {
    // Blocked storage: nothing was kept.
  }
}

/** The client of the app. On https the server keeps the refresh token in a cookie that no script can read. */
export function createWebClient(): TeamBrain {
  return new TeamBrain({
    url: location.origin,
    session: location.protocol === 'https:' ? 'cookie' : tabSession,
  });
}
