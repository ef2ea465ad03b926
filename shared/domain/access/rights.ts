import type { Role } from '../records/actor.ts';

interface RightRow {
  readonly roles: readonly Role[];
  /**
   * On which records: those whose destination or origin lies in an area of theirs (`seen`), or only those whose
   * destination does (`managed`).
   */
  readonly on: 'seen' | 'managed';
}

/**
 * Who may do what on which area (product.md, "Who uses it"): the destination manages a household, the origin may read
 * it. Leads and administrators may correct what any clerk may enter; a city lead reads. Commands and routes name
 * one of these rights each, and nobody decides it anywhere else.
 */
export const RIGHTS = {
  /** Records, their findings, changes, flags; covered as `FIELD_RIGHTS` says. */
  read: {
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'],
    on: 'seen',
  },
  /** To find people by ID number or by name. */
  look_up: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'seen' },
  /** To see one member's covered fields in full, for a purpose that is put on record. */
  reveal: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'managed' },
  keep_households: { roles: ['township_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_employments: { roles: ['hr_clerk', 'township_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_coverages: { roles: ['benefits_clerk', 'township_clerk', 'county_lead', 'admin'], on: 'managed' },
  move_pensions: { roles: ['benefits_clerk', 'county_lead', 'admin'], on: 'managed' },
  keep_sites: { roles: ['township_clerk', 'county_lead', 'admin'], on: 'managed' },
  /** To put down by hand what an inspection found. */
  open_flags: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'], on: 'managed' },
  /** To note what is done about a flag; to submit it is the assignee's alone. */
  work_flags: { roles: ['hr_clerk', 'township_clerk', 'benefits_clerk'], on: 'managed' },
  /** To assign, verify, return and waive. */
  settle_flags: { roles: ['county_lead'], on: 'managed' },
  /** Thresholds, deadlines and alert channels of a county. */
  keep_settings: { roles: ['admin'], on: 'managed' },
  /** To have the rules look at a record again. */
  re_evaluate: {
    roles: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'admin'],
    on: 'managed',
  },
  /** To put down that an alert has been seen. */
  acknowledge: { roles: ['township_clerk', 'county_lead', 'city_lead'], on: 'managed' },
  /** To see what the scheduled jobs did. */
  oversee: { roles: ['county_lead', 'city_lead', 'admin'], on: 'seen' },
} as const satisfies Record<string, RightRow>;

export type Right = keyof typeof RIGHTS;
export const RIGHT_NAMES = Object.keys(RIGHTS) as readonly Right[];

/** Whether a role has a right at all, in whatever area. */
export const hasRight = (role: Role, right: Right): boolean =>
  (RIGHTS[right].roles as readonly Role[]).includes(role);

/** Everything that a role may do. */
export const rightsOf = (role: Role): Right[] => RIGHT_NAMES.filter((right) => hasRight(role, right));
