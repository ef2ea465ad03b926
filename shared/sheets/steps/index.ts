import type { SheetKind } from '../kinds.ts';
import { COVERAGE_STEPS } from './coverage.ts';
import { EMPLOYMENT_STEPS } from './employment.ts';
import { INCOME_STEPS } from './income.ts';
import { INDUSTRY_STEPS } from './industries.ts';
import type { KindSteps } from './kind-steps.ts';
import { LINKAGE_STEPS } from './linkages.ts';
import { MEMBER_STEPS } from './members.ts';
import { SITE_STEPS } from './sites.ts';

/** What the rows of each kind do. */
export const KIND_STEPS: { readonly [K in SheetKind]: KindSteps<K> } = {
  sites: SITE_STEPS,
  members: MEMBER_STEPS,
  income: INCOME_STEPS,
  employment: EMPLOYMENT_STEPS,
  industries: INDUSTRY_STEPS,
  linkages: LINKAGE_STEPS,
  coverage: COVERAGE_STEPS,
};
