import type { Route } from '../http/route.ts';
import { EMPLOYMENT_ROUTES } from './employments.ts';
import { FLAG_ROUTES } from './flags.ts';
import { HOUSEHOLD_ROUTES } from './households.ts';
import { ME_ROUTES } from './me.ts';
import { PEOPLE_ROUTES } from './people.ts';

/**
 * The ways by which offices go through a day: look somebody up, see the household, log a placement, see the gaps. A
 * function has read these when it starts, and reads the others when one of them is asked for (docs/decisions/023).
 */
export const FIRST_ROUTES: readonly Route[] = [
  ...ME_ROUTES,
  ...PEOPLE_ROUTES,
  ...HOUSEHOLD_ROUTES,
  ...EMPLOYMENT_ROUTES,
  ...FLAG_ROUTES,
];
