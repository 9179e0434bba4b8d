/** The JSON value set: the only values that cross the wire, in either format. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
