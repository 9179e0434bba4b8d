/** What instances say to each other about themselves. */
export type Greeting = 'hello' | 'here' | 'back';

/** Time after which an instance that said nothing counts as gone, and how often one speaks that has nothing to say. */
const goneMs = 90_000;
const speakMs = 30_000;
/** Time others have to answer a greeting. */
const answerMs = 2_000;

/**
 * Whether other instances listen, so that a single one publishes nothing: NOTIFY of every message was a sixth of its
 * CPU. Whoever begins to listen says `hello`, which all others answer; so the later of two always finds the earlier.
 *
 * @param missed called when another instance did not count on this one, and may not have published what it needed
 */
export function createCompany(say: (greeting: Greeting) => void, missed: () => void) {
  const heardAt = new Map<string, number>();
  let answeredBy = Number.POSITIVE_INFINITY;
  let greetings = 0;

  const timer = setInterval(() => {
    const late = Date.now() - goneMs;
    for (const [instance, at] of heardAt) if (at < late) heardAt.delete(instance);
    if (heardAt.size > 0) say('here');
  }, speakMs);
  timer.unref();

  return {
    /** Unknown counts as company: before the greeting, and until it could be answered. */
    get alone(): boolean {
      return heardAt.size === 0 && Date.now() > answeredBy;
    },
    /** The instance listens (again) and has said hello. */
    greeted(): void {
      greetings += 1;
      answeredBy = Date.now() + answerMs;
    },
    /** The instance does not listen: what it knew may change unheard. */
    deaf(): void {
      answeredBy = Number.POSITIVE_INFINITY;
    },
    heard(from: string, greeting?: string): void {
      const isNew = !heardAt.has(from);
      heardAt.set(from, Date.now());
      if (greeting === 'hello') say('here');
      else if (isNew && Date.now() > answeredBy) say('back');
      // The other was alone until it heard the greeting of an instance that had been away for long.
      if (greeting === 'back' || (isNew && greeting === 'here' && greetings > 1)) missed();
    },
    close: () => clearInterval(timer),
  };
}
