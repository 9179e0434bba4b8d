import { problem } from '../transport/problem-error.js';
import type { Actor, Auth } from './contract.js';
import type { SessionStates } from './session-states.js';
import type { Tokens } from './tokens.js';

/** From an access token to who acts: the token itself, then the session and the account behind it. */
export function createVerify(tokens: () => Tokens, states: SessionStates): Auth['verify'] {
  return async (token) => {
    const claims = tokens().verify(token);
    const state = await states.get(claims.sid);
    if (!state?.alive || state.userId !== claims.sub || state.tokenVersion !== claims.tv)
      throw problem('session_revoked');
    if ((state.embed !== null) !== (claims.typ === 'embed')) throw problem('unauthenticated');
    const actor: Actor = {
      kind: state.kind,
      id: claims.sub,
      sessionId: claims.sid,
      serverRoles: state.serverRoles,
      expiresAt: claims.exp,
    };
    if (state.embed) actor.embed = state.embed;
    return actor;
  };
}
