/**
 * The version of the stored schema. Raise it when the meaning of a known field changes. An item has the version that wrote
 * it last; without one it is of version 1. Readers accept higher versions and keep unknown fields.
 */
const SCHEMA_VERSION = 2;

/** The attribute, for an item that is put as a whole. */
export const VERSIONED = { schemaVersion: SCHEMA_VERSION } as const;
