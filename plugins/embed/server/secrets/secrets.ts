import { randomBytes } from 'node:crypto';
import { type Embedding, newId } from '@teambrain/core';
import type { EmbedSecret } from '../../shared/types.js';
import type { SecretsRepository } from './repository.js';

/** A secret that tokens are checked with. */
export interface SigningSecret {
  id: string;
  key: Buffer;
  createdAt: Date;
  expiresAt: Date | null;
}

const labelOf = (id: string) => `embed:${id}`;

/** Signing secrets: made once, sealed in the database, opened to check tokens. */
export function createSecrets(repository: SecretsRepository, embedding: Pick<Embedding, 'seal' | 'unseal'>) {
  return {
    /** The only time that it can be seen. */
    async make(appId: string): Promise<EmbedSecret> {
      const id = newId();
      const key = randomBytes(32).toString('base64url');
      await repository.insert({ id, appId, ...embedding.seal(labelOf(id), Buffer.from(key)) });
      return { id, secret: `${id}.${key}` };
    },
    async open(appId: string): Promise<SigningSecret[]> {
      const rows = await repository.valid([appId]);
      return rows.map(({ id, createdAt, expiresAt, ...stored }) => ({
        id,
        createdAt,
        expiresAt,
        key: embedding.unseal(labelOf(id), stored),
      }));
    },
    /** Seals what was kept plain before the server had a secret of its own. */
    async sealAll(): Promise<number> {
      let count = 0;
      for (const { id, material } of await repository.unsealed()) {
        const stored = embedding.seal(labelOf(id), material);
        if (!stored.sealed) return 0;
        await repository.replace({ id, ...stored });
        count += 1;
      }
      return count;
    },
  };
}

export type Secrets = ReturnType<typeof createSecrets>;
