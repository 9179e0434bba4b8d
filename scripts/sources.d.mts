export function newestChange(root: string): number;
export function manifestsBelow(root: string, pattern: string): string[];
