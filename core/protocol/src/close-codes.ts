/** WebSocket close codes and what each tells the client. */
export const closeCodes = {
  protocol: { code: 4400, reason: 'a frame broke the protocol' },
  unauthenticated: { code: 4401, reason: 'unauthenticated, expired or revoked: get a new token first' },
  forbidden: { code: 4403, reason: 'this client may not connect here' },
  authTimeout: { code: 4408, reason: 'no auth frame came in time' },
  slowConsumer: { code: 4413, reason: 'the client reads too slowly: reconnect and resume' },
  flooding: { code: 4429, reason: 'too many frames: wait before reconnecting' },
  tooBig: { code: 1009, reason: 'the frame is too big' },
  restart: { code: 1012, reason: 'the server restarts: reconnect after the announced delay' },
} as const;

export type CloseName = keyof typeof closeCodes;
