import { type GetToken, givenBy } from './token-source.js';

/** Somebody whom a function of the host's speaks for, and the widgets that were told so. */
interface Speaker {
  name: string;
  getToken: GetToken;
  told: WeakSet<object>;
}

const speakers = new WeakMap<GetToken, Speaker>();
const settled = new WeakMap<GetToken, GetToken>();

/**
 * The function whose client a widget shares after `setUser`: that of the other widgets which were given the same one, as
 * long as it speaks for the same person. Who is told a second time wants a new session; so does everybody who is told after.
 *
 * The first token tells who it is: the subject of a JWT, or the token itself where it is none.
 */
export async function speakerOf(asked: GetToken, widget: object): Promise<GetToken> {
  const known = settled.get(asked);
  const given = givenBy.get(asked);
  if (known || !given) return known ?? asked;
  const token = await withinTime(asked);
  if (!token) return asked;
  const name = subjectOf(token);
  let speaker = speakers.get(given);
  if (speaker?.name !== name || speaker.told.has(widget)) {
    speaker = { name, getToken: startingWith(token, given), told: new WeakSet() };
    speakers.set(given, speaker);
  }
  speaker.told.add(widget);
  settled.set(asked, speaker.getToken);
  return speaker.getToken;
}

/** The client asks once more, and tells of the failure, where the host's answer takes longer. */
const longestMs = 10_000;

function withinTime(getToken: GetToken): Promise<string> {
  const signal = AbortSignal.timeout(longestMs);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    Promise.resolve(getToken({ signal })).then(resolve, reject);
  });
}

/** The token that was asked for already is the first one. */
function startingWith(token: string, getToken: GetToken): GetToken {
  let first: string | undefined = token;
  return (context) => {
    const given = first ?? getToken(context);
    first = undefined;
    return given;
  };
}

function subjectOf(token: string): string {
  try {
    const payload = (token.split('.')[1] as string).replace(/-/g, '+').replace(/_/g, '/');
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    if (typeof sub === 'string') return sub;
  } catch {
    // No JWT.
  }
  return token;
}
