import type {
  EmbedSession,
  EmbedVerb,
  GuestProof,
  MergedGuest,
  MergeGuest,
  OpenEmbedSession,
} from '@teambrain/plugin-embed/shared';
import type { User } from '@teambrain/protocol';
import type { Faults } from './faults.js';
import { Refusal } from './faults.js';
import type { Model } from './model.js';
import type { Sessions } from './sessions.js';

/** What the mock server's one app is like; every key names it. Change it as a test needs. */
export interface MockApp {
  identity: 'required' | 'optional';
  guests: 'off' | 'read' | 'write';
  verbs: EmbedVerb[];
  theme: EmbedSession['config']['theme'];
  panels: string[] | undefined;
}

interface Guest {
  user: User;
  secret: string;
  isMerged: boolean;
}

/** The exchange of an embed app, its guests, and their merge into users. The host's token is the name of the user. */
export function createEmbedApp(options: {
  model: Model;
  sessions: Sessions;
  faults: Faults;
  /** A guest's sessions are over. */
  onEnd(userId: string): void;
}) {
  const { model, sessions, faults } = options;
  const guests = new Map<string, Guest>();
  const users = new Set<string>();
  const app: MockApp = {
    identity: 'optional',
    guests: 'write',
    verbs: ['read', 'write', 'react'],
    theme: {},
    panels: undefined,
  };

  function known({ id, secret }: GuestProof): Guest {
    const guest = guests.get(id);
    if (!guest || guest.secret !== secret)
      throw new Refusal(401, 'embed_guest_invalid', 'This guest is unknown.');
    if (guest.isMerged) throw new Refusal(409, 'embed_guest_merged', 'This guest was merged before.');
    return guest;
  }

  function enter({ token, guest, profile }: OpenEmbedSession): { user: User; guest?: Guest } {
    if (token !== undefined) {
      const user = model.user(token);
      users.add(user.id);
      return { user };
    }
    if (app.identity === 'required' || app.guests === 'off') {
      throw new Refusal(401, 'embed_identity_required', 'This app takes signed-in users only.');
    }
    if (guest) return { user: known(guest).user };
    const made = {
      user: model.guest(profile?.name ?? 'Guest'),
      secret: crypto.randomUUID(),
      isMerged: false,
    };
    guests.set(made.user.id, made);
    return { user: made.user, guest: made };
  }

  return {
    app,
    open(body: OpenEmbedSession): EmbedSession {
      if (faults.exchangeRefused > 0) {
        faults.exchangeRefused--;
        throw new Refusal(401, 'embed_token_invalid', 'The token of the embedding page is not valid.');
      }
      const { user, guest } = enter(body);
      const { verbs, ...config } = app;
      return {
        user,
        accessToken: sessions.grant(user),
        expiresIn: sessions.lifeSeconds(),
        ...(guest && { guest: { id: guest.user.id, secret: guest.secret } }),
        config: {
          ...config,
          key: body.appKey,
          name: 'Mock app',
          conversation: 'shared',
          workspaceId: model.workspaces()[0]?.id ?? '',
          rooms: model.enterPublicRooms(user.id),
          verbs,
        },
      };
    },
    merge(user: User, body: MergeGuest): MergedGuest {
      if (!users.has(user.id)) {
        throw new Refusal(
          422,
          'embed_merge_refused',
          'Only a guest can be merged, and only into a signed user.',
        );
      }
      const guest = known(body.guest);
      guest.isMerged = true;
      sessions.endOf(guest.user.id);
      options.onEnd(guest.user.id);
      return model.handOver(guest.user.id, user.id);
    },
  };
}
export type EmbedApp = ReturnType<typeof createEmbedApp>;
