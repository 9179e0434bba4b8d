export function mergeChunks(dir: string, entry: string, needed: RegExp): Promise<void>;
