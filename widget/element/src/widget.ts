/** Entry of the self-contained file for script tags: defines the element. */
export * from './index.js';
