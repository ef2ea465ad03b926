/**
 * The version of the stored schema, raised when an item's known fields come to mean something else. An item names the
 * version that wrote it last; one that names none is of version 1. No reader refuses a higher one: it keeps the fields
 * that it does not know.
 */
const SCHEMA_VERSION = 2;

/** The attribute that says so, for an item that is put whole. */
export const VERSIONED = { schemaVersion: SCHEMA_VERSION } as const;
