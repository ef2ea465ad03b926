import { ALERTS_EXAMPLES } from './alerts.ts';
import { ASSESSMENTS_EXAMPLES } from './assessments.ts';
import { CHANNELS_EXAMPLES } from './channels.ts';
import { COVERAGES_EXAMPLES } from './coverages.ts';
import { EMPLOYMENTS_EXAMPLES } from './employments.ts';
import type { RouteExamples } from './example.ts';
import { FLAG_STEPS_EXAMPLES } from './flag-steps.ts';
import { FLAGS_EXAMPLES } from './flags.ts';
import { FLAGS_BULK_EXAMPLES } from './flags-bulk.ts';
import { HISTORY_EXAMPLES } from './history.ts';
import { HOUSEHOLDS_EXAMPLES } from './households.ts';
import { INDUSTRIES_EXAMPLES } from './industries.ts';
import { ME_EXAMPLES } from './me.ts';
import { MEMBERS_EXAMPLES } from './members.ts';
import { NUMBERS_EXAMPLES } from './numbers.ts';
import { PENSION_TRANSFERS_EXAMPLES } from './pension-transfers.ts';
import { PEOPLE_EXAMPLES } from './people.ts';
import { PLANS_EXAMPLES } from './plans.ts';
import { RUNS_EXAMPLES } from './runs.ts';
import { SETTINGS_EXAMPLES } from './settings.ts';
import { SITES_EXAMPLES } from './sites.ts';
import { SUPPORT_EXAMPLES } from './support.ts';

/** One example of a request for each route, by method and path. They are read by the documentation, not by the function. */
export const EXAMPLES: RouteExamples = {
  ...ALERTS_EXAMPLES,
  ...ASSESSMENTS_EXAMPLES,
  ...CHANNELS_EXAMPLES,
  ...COVERAGES_EXAMPLES,
  ...EMPLOYMENTS_EXAMPLES,
  ...FLAG_STEPS_EXAMPLES,
  ...FLAGS_BULK_EXAMPLES,
  ...FLAGS_EXAMPLES,
  ...HISTORY_EXAMPLES,
  ...HOUSEHOLDS_EXAMPLES,
  ...INDUSTRIES_EXAMPLES,
  ...ME_EXAMPLES,
  ...MEMBERS_EXAMPLES,
  ...NUMBERS_EXAMPLES,
  ...PENSION_TRANSFERS_EXAMPLES,
  ...PEOPLE_EXAMPLES,
  ...PLANS_EXAMPLES,
  ...RUNS_EXAMPLES,
  ...SETTINGS_EXAMPLES,
  ...SITES_EXAMPLES,
  ...SUPPORT_EXAMPLES,
};
