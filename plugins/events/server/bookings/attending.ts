import type { Answer } from './repository.js';

/** Who takes part in an occurrence: everybody who declined neither it nor, without an answer to it, the series. */
export function attending(userIds: readonly string[], answers: readonly Answer[]) {
  if (answers.length === 0) return () => userIds;
  const declined = new Map(answers.map((answer) => [`${answer.userId}/${answer.original}`, answer.declined]));
  return (original: string): readonly string[] =>
    userIds.filter(
      (userId) => !(declined.get(`${userId}/${original}`) ?? declined.get(`${userId}/`) ?? false),
    );
}
