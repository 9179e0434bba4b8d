import type { ErrorCodeInfo } from '@teambrain/protocol';

/** Error codes of embedding. `origin_refused` is the host's own. */
export const embedErrorCodes = {
  embed_token_invalid: { status: 401, title: 'The token of the embedding page is not valid.' },
  embed_identity_required: { status: 401, title: 'This app takes signed-in users only.' },
  embed_guest_invalid: { status: 401, title: 'This guest is unknown or its secret is wrong.' },
  embed_app_unknown: { status: 404, title: 'There is no app with this key.' },
  embed_app_disabled: { status: 403, title: 'The app is switched off.' },
  embed_user_removed: { status: 403, title: 'The staff of the workspace removed this visitor.' },
  embed_secret_last: { status: 409, title: 'An app keeps a secret: rotate it before this one goes.' },
  embed_guest_merged: { status: 409, title: 'This guest was merged into a user before.' },
  embed_merge_refused: { status: 422, title: 'Only a guest can be merged, and only into a signed user.' },
} as const satisfies Record<string, ErrorCodeInfo>;
