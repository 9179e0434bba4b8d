export function bundleWidget(entry: string, dir: string, needed: RegExp): Promise<void>;
export function writeIntegrity(dir: string, version: string): Promise<void>;
