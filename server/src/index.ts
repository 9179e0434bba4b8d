export { officialPlugins } from './official.js';
export { site } from './site.js';
export { version } from './version.js';
