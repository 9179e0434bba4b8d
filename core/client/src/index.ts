export { createClient } from './client.js';
export { json } from './codec.js';
export type * from './contract.js';
export type * from './embed-contract.js';
export {
  AbortError,
  ApiError,
  AuthError,
  ConflictError,
  NetworkError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TeamBrainError,
  TimeoutError,
  ValidationError,
} from './errors.js';
export type { ThingHistory } from './history.js';
export { createHistory } from './history.js';
export type { Loaded } from './lazy.js';
export { lazyApi } from './lazy.js';
export { path } from './path.js';
export type { Lease } from './share.js';
export { shareClient } from './share.js';
export { memoryStorage, webStorage } from './storage.js';
export type { WritableStore } from './store.js';
export { createStore } from './store.js';
export { uuidv7 } from './uuid.js';
