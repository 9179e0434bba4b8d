/**
 * Extensions that plugins may rely on. All of them are trusted ones: an owner of the database may create them without
 * being superuser.
 */
export const extensions = ['pg_trgm', 'unaccent', 'btree_gin', 'btree_gist', 'citext', 'pgcrypto'] as const;
