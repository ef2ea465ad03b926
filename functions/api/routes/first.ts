import type { Route } from '../route.ts';
import { EMPLOYMENT_ROUTES } from './employments.ts';
import { FLAG_STEP_ROUTES } from './flag-steps.ts';
import { FLAG_ROUTES } from './flags.ts';
import { FLAG_BULK_ROUTES } from './flags-bulk.ts';
import { HOUSEHOLD_ROUTES } from './households.ts';
import { ME_ROUTES } from './me.ts';
import { PEOPLE_ROUTES } from './people.ts';

/**
 * The ways by which offices begin and go through a day: look somebody up, see the household, log a placement, work a
 * gap. A function has read these when it starts, and reads the others when one of them is asked for
 * (docs/decisions/023).
 */
export const FIRST_ROUTES: readonly Route[] = [
  ...ME_ROUTES,
  ...PEOPLE_ROUTES,
  ...HOUSEHOLD_ROUTES,
  ...EMPLOYMENT_ROUTES,
  ...FLAG_ROUTES,
  ...FLAG_STEP_ROUTES,
  ...FLAG_BULK_ROUTES,
];
