export function bundleWidget(entry: string, dir: string, needed: RegExp): Promise<void>;
