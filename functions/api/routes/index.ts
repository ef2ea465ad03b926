import type { Route } from '../http/route.ts';
import { ALERT_ROUTES } from './alerts.ts';
import { ASSESSMENT_ROUTES } from './assessments.ts';
import { CHANNEL_ROUTES } from './channels.ts';
import { COVERAGE_ROUTES } from './coverages.ts';
import { EMPLOYMENT_ROUTES } from './employments.ts';
import { FLAG_STEP_ROUTES } from './flag-steps.ts';
import { FLAG_ROUTES } from './flags.ts';
import { FLAG_BULK_ROUTES } from './flags-bulk.ts';
import { HISTORY_ROUTES } from './history.ts';
import { HOUSEHOLD_ROUTES } from './households.ts';
import { INDUSTRY_ROUTES } from './industries.ts';
import { ME_ROUTES } from './me.ts';
import { MEMBER_ROUTES } from './members.ts';
import { NUMBERS_ROUTES } from './numbers.ts';
import { PENSION_TRANSFER_ROUTES } from './pension-transfers.ts';
import { PEOPLE_ROUTES } from './people.ts';
import { PLAN_ROUTES } from './plans.ts';
import { RUN_ROUTES } from './runs.ts';
import { SETTINGS_ROUTES } from './settings.ts';
import { SITE_ROUTES } from './sites.ts';
import { SUPPORT_ROUTES } from './support.ts';

/** Every route that needs a token. The server, the OpenAPI document and the tests are made from this list. */
export const ROUTES: readonly Route[] = [
  ...ME_ROUTES,
  ...PEOPLE_ROUTES,
  ...HOUSEHOLD_ROUTES,
  ...MEMBER_ROUTES,
  ...EMPLOYMENT_ROUTES,
  ...CHANNEL_ROUTES,
  ...COVERAGE_ROUTES,
  ...PENSION_TRANSFER_ROUTES,
  ...PLAN_ROUTES,
  ...SITE_ROUTES,
  ...INDUSTRY_ROUTES,
  ...SUPPORT_ROUTES,
  ...HISTORY_ROUTES,
  ...FLAG_ROUTES,
  ...FLAG_STEP_ROUTES,
  ...FLAG_BULK_ROUTES,
  ...ALERT_ROUTES,
  ...RUN_ROUTES,
  ...NUMBERS_ROUTES,
  ...SETTINGS_ROUTES,
  ...ASSESSMENT_ROUTES,
];
