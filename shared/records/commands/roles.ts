import type { Role } from '../actor.ts';

/** Leads and administrators may correct what any clerk may enter (product.md, "Who uses it"). */
const leadsAnd = (...clerks: Role[]): readonly Role[] => [...clerks, 'county_lead', 'admin'];

export const HOUSEHOLD_KEEPERS = leadsAnd('township_clerk');
export const EMPLOYMENT_KEEPERS = leadsAnd('hr_clerk', 'township_clerk');
export const COVERAGE_KEEPERS = leadsAnd('benefits_clerk', 'township_clerk');
export const TRANSFER_KEEPERS = leadsAnd('benefits_clerk');
export const ANY_CLERK = leadsAnd('hr_clerk', 'township_clerk', 'benefits_clerk');
