/** Path of a Chromium for the browser tests. */
export function findBrowser(): Promise<string>;
