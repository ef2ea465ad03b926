import type { HouseholdId, SiteId } from './ids.ts';

/** A reference to a record. */
export type Subject =
  | { readonly kind: 'household'; readonly id: HouseholdId }
  | { readonly kind: 'site'; readonly id: SiteId };
