/** What others weigh and report, measured in November 2026 the way the widget is: minified, gzip, up to the first use. */
export interface Peer {
  name: string;
  /** Kilobytes (1000 bytes). */
  firstUse?: number;
  /** Violations of `default-src 'self'; style-src 'self'` that its page reports. */
  violations?: number;
  axe?: string;
}

export const peers: readonly Peer[] = [
  { name: 'stream-chat-react ¹', firstUse: 505 },
  { name: 'Inkeep', firstUse: 436 },
  { name: 'Liveblocks, thread and composer ¹', firstUse: 147 },
  { name: 'DocSearch', firstUse: 131 },
  { name: 'deep-chat', firstUse: 124, violations: 1, axe: '3 serious' },
  { name: 'chatscope', violations: 1, axe: '1 critical: a button without a name' },
  { name: 'vue-advanced-chat', violations: 3, axe: 'low contrast' },
  { name: 'emoji-picker-element', violations: 8 },
];
