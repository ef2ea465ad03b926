import type { Role } from '../records/actor.ts';

interface RightRow {
  readonly roles: readonly Role[];
  /**
   * The records that the right covers: those with destination or origin in the actor's areas (`seen`), or only those
   * with their destination there (`managed`).
   */
  readonly on: 'seen' | 'managed';
}

/**
 * The roles that have each right. The destination manages a household, the origin may read it. Leads and
 * administrators may correct what any clerk may enter; a city lead reads. Each command and each route names one of
 * these rights, and nothing else decides permission.
 */
export const RIGHTS = {
  /** Read records, their findings, changes and flags, masked by `FIELD_RIGHTS`. */
  read: {
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'],
    on: 'seen',
  },
  /** Find people by ID number or by name. */
  look_up: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'seen' },
  /** See one member's masked fields in full, for a recorded purpose. */
  reveal: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'managed' },
  keep_households: { roles: ['township_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_employments: { roles: ['hr_clerk', 'township_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_coverages: { roles: ['benefits_clerk', 'township_clerk', 'county_lead', 'admin'], on: 'managed' },
  move_pensions: { roles: ['benefits_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_sites: { roles: ['township_clerk', 'county_lead', 'admin'], on: 'managed' },
  /** Open a flag by hand for a gap that an inspection found. */
  open_flags: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'managed' },
  /** Note progress on a flag; only its assignee may submit it. */
  work_flags: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk'], on: 'managed' },
  /** Assign, verify, return and waive flags. */
  settle_flags: { roles: ['county_lead'], on: 'managed' },
  /** Change a county's thresholds, deadlines and alert channels. */
  keep_settings: { roles: ['admin'], on: 'managed' },
  /** Re-evaluate a record. */
  re_evaluate: {
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'admin'],
    on: 'managed',
  },
  /** Acknowledge an alert. */
  acknowledge: { roles: ['township_clerk', 'county_lead', 'city_lead'], on: 'managed' },
  /** See the runs of scheduled jobs. */
  oversee: { roles: ['county_lead', 'city_lead', 'admin'], on: 'seen' },
} as const satisfies Record<string, RightRow>;

export type Right = keyof typeof RIGHTS;
export const RIGHT_NAMES = Object.keys(RIGHTS) as readonly Right[];

/** Returns whether a role has a right in any area. */
export const hasRight = (role: Role, right: Right): boolean =>
  (RIGHTS[right].roles as readonly Role[]).includes(role);

/** Returns all rights of a role. */
export const rightsOf = (role: Role): Right[] => RIGHT_NAMES.filter((right) => hasRight(role, right));
