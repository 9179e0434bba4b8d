import type { PresenceService } from '../shared/service.js';

declare module '@teambrain/core' {
  interface Services {
    presence: PresenceService;
  }
}
