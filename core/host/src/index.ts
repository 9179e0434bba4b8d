export type * from './access/contract.js';
export type { AuditEvent } from './auth/audit.js';
export type * from './auth/contract.js';
export { userSchema } from './auth/schemas.js';
export { type UserRow, userColumns, userOf } from './auth/user-row.js';
export type * from './bus/contract.js';
export { inTurn } from './bus/in-turn.js';
export type * from './cache/contract.js';
export { ConfigError } from './config/config-error.js';
export { type LoadedConfig, type LoadOptions, loadConfig, resolveConfig } from './config/load.js';
export { printConfig } from './config/print.js';
export { configReference } from './config/reference.js';
export type { Config, ConfigInput } from './config/sections.js';
export type * from './database/contract.js';
export { databaseCode, isUniqueViolation } from './database/errors.js';
export type * from './embedding/contract.js';
export type * from './history/contract.js';
export { versioned } from './history/versioned.js';
export { isId, newId } from './ids.js';
export type * from './jobs/contract.js';
export type * from './limits/contract.js';
export { createLog } from './operations/log.js';
export { decodeCursor, encodeCursor, idPart, pageOf } from './paging/cursor.js';
export {
  type ListedMember,
  listedMemberOf,
  type Member,
  type MemberColumns,
  type MemberPlace,
  memberColumns,
  memberOf,
  memberPlace,
  membersAfter,
  pageOfMembers,
} from './paging/members.js';
export { BootError } from './plugins/boot-error.js';
export type * from './plugins/contract.js';
export { definePlugin } from './plugins/contract.js';
export type { InventoryEntry } from './plugins/route-policy.js';
export type { BatchAppend, BatchAppended, BatchRow } from './realtime/append-sql.js';
export { batchAppendSql, batchParams } from './realtime/append-sql.js';
export type * from './realtime/contract.js';
export { isNewer, rightsVersion } from './realtime/rights-version.js';
export {
  type ChangeInScope,
  createScopeChanges,
  type OnlyOnce,
  type ScopeChange,
  type ScopeChanged,
  usedBefore,
} from './realtime/scope-changes.js';
export { createServer, type ServerOptions, type TeamBrainServer } from './server/server.js';
export { addressKey } from './transport/address.js';
export { baseVersionOf } from './transport/base-version.js';
export { bodyOptional } from './transport/body-optional.js';
export { etagMatches } from './transport/etag.js';
export { encodeMsgpack } from './transport/msgpack.js';
export type { Format } from './transport/negotiate.js';
export { canonicalOrigin } from './transport/origin.js';
export { ProblemError, type ProblemExtra, problem, problemsOf } from './transport/problem-error.js';
export { actorOf } from './transport/route-config.js';
