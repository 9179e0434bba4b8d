export type { MockApp } from './testing/embed.js';
export type { Faults } from './testing/faults.js';
export type { MockServer, MockServerOptions } from './testing/mock-server.js';
export { createMockServer } from './testing/mock-server.js';
