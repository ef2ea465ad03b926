import type { HouseholdId, SiteId } from './ids.ts';

/** The record that something is about. */
export type Subject =
  | { readonly kind: 'household'; readonly id: HouseholdId }
  | { readonly kind: 'site'; readonly id: SiteId };
