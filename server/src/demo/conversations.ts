import type { Username } from './people.js';

/** A line of a sample conversation: minutes after the one before, who, what, and which earlier line it answers. */
export type Line = [minutes: number, who: Username, text: string, answers?: number];

export interface Conversation {
  name: string;
  slug: string;
  topic: string;
  visibility: 'public' | 'private' | 'password';
  password?: string;
  members: readonly Username[];
  /** Days before now at which it begins. */
  daysAgo: number;
  lines: readonly Line[];
  /** Reactions by line. */
  reactions: Record<number, Partial<Record<string, readonly Username[]>>>;
  pinned?: number;
}

export const conversations: readonly Conversation[] = [
  {
    name: 'Design',
    slug: 'design',
    topic: 'Tokens, components and how it all looks',
    visibility: 'public',
    members: ['lilly', 'joe', 'ana', 'sam'],
    daysAgo: 1,
    lines: [
      [
        0,
        'lilly',
        'Morning! Can somebody review the **token sheet** before standup? Light and dark are both in it.',
      ],
      [
        6,
        'joe',
        'On it. Contrast of the muted text was 4.2:1, now fixed:\n\n```css\n--tb-color-text-muted: #586170; /* 6.3:1 */\n```',
      ],
      [2, 'lilly', 'That was quick, thank you!', 1],
      [1, 'ana', 'Did you check it on the surface colour too?', 1],
      [3, 'joe', 'Yes: 5.8:1 there, so both pass.', 1],
      [9, 'sam', 'Support asked again for a compact layout. Two customers embed us in a 320 px sidebar.'],
      [
        4,
        'ana',
        'We measure the container and not the window, so a sidebar gets the phone layout already. I can show it at standup.',
        5,
      ],
      [1, 'sam', 'Perfect, I will tell them.', 5],
      [
        12,
        'lilly',
        'Open points for today:\n\n- [x] muted text\n- [ ] focus ring on dark surfaces\n- [ ] empty states\n- [ ] right-to-left screenshots',
      ],
      [5, 'joe', 'I take the focus ring.'],
      [1, 'ana', 'Empty states are mine.'],
      [44, 'ana', 'First draft of the empty states is up. Each says what to do next, none says "No data".'],
      [3, 'lilly', 'I like that rule. Writing it into the guide.'],
      [
        7,
        'joe',
        'Focus ring: two colours, so that it shows on any background. Works with `forced-colors` too.',
      ],
      [190, 'sam', 'The customer with the sidebar is live. They said: *"it looks like ours"*.'],
      [2, 'lilly', 'That is the nicest thing anybody can say about a widget.'],
      [840, 'lilly', 'Good morning. Review at **14:00**, same link as always. Joe, can you bring the ring?'],
      [4, 'joe', 'Ring is in my pocket.'],
      [6, 'ana', 'I will be five minutes late, start with the tokens please.'],
    ],
    reactions: {
      1: { '👍': ['lilly', 'ana', 'sam'], '🎉': ['sam'] },
      14: { '🎉': ['lilly', 'joe', 'ana'], '❤️': ['ana'] },
      17: { '😄': ['lilly', 'ana'] },
    },
    pinned: 8,
  },
  {
    name: 'Engineering',
    slug: 'engineering',
    topic: 'Build, release, run',
    visibility: 'public',
    members: ['lilly', 'joe', 'sam', 'ana'],
    daysAgo: 3,
    lines: [
      [
        0,
        'joe',
        'Release plan for 1.4:\n\n1. freeze on Tuesday\n2. load test on the second instance\n3. release on Thursday morning',
      ],
      [8, 'sam', 'Who is on call on Thursday?'],
      [2, 'joe', 'Me until noon, then Ana.', 1],
      [1, 'ana', 'Confirmed.', 1],
      [
        55,
        'sam',
        'Load test is through: two instances, 2,000 sockets in one room, nothing lost and nothing doubled.',
      ],
      [3, 'lilly', 'What happens when Redis goes away in the middle?', 4],
      [
        4,
        'sam',
        'Delivery goes on, a little later: the other instance reads the log. We killed it three times to be sure.',
        4,
      ],
      [2, 'lilly', 'Then I am not nervous any more.', 4],
      [130, 'ana', 'Reminder that the runbook says who may roll back. Short answer: **everybody on call**.'],
      [1300, 'joe', 'Freeze is in place. Only fixes from here.'],
      [
        35,
        'sam',
        'One fix from support: long file names pushed the send button out of view. ~~On it.~~ Done, with a test.',
      ],
      [6, 'joe', 'Thanks. Merged.'],
      [1440, 'joe', 'Out of the door. `1.4.0` is on both instances, error rate flat.'],
      [1, 'lilly', 'Well done, everybody.'],
      [2, 'ana', 'Watching the graphs until tonight.'],
    ],
    reactions: { 4: { '🚀': ['joe', 'lilly'] }, 12: { '🎉': ['lilly', 'ana', 'sam'], '🚀': ['ana'] } },
    pinned: 0,
  },
  {
    name: 'Support',
    slug: 'support',
    topic: 'What customers ask, and what we answer',
    visibility: 'private',
    members: ['lilly', 'sam', 'ana'],
    daysAgo: 2,
    lines: [
      [0, 'sam', 'How long does a refresh token live? A security team asks.'],
      [
        4,
        'ana',
        'Seven days, and each refresh starts them anew. Using an old one again ends the whole session.',
        0,
      ],
      [1, 'sam', 'Exactly what they wanted to hear.', 0],
      [220, 'sam', 'Next one: can they run it without Redis?'],
      [
        7,
        'ana',
        'Yes. One process needs nothing; several instances then tell each other through PostgreSQL.',
        3,
      ],
      [
        900,
        'lilly',
        'A school asks whether it works with a screen reader. I sent the key map and offered a call.',
      ],
      [15, 'sam', 'They answered: *"first chat widget that did not read the whole history at us"*.'],
      [2, 'lilly', 'Framing this.'],
    ],
    reactions: { 6: { '❤️': ['lilly', 'ana'] } },
  },
];
