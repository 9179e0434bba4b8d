export {
  buildTestInstances,
  buildTestServer,
  type InjectOptions,
  type TestAnswer,
  type TestServer,
  type TestServerOptions,
  type TestUser,
  testPassword,
} from './build-test-server.js';
