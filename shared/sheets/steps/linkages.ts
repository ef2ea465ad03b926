import { countyOf } from '../../areas/area.ts';
import type { Step } from '../../records/commands/index.ts';
import type { Household } from '../../records/household.ts';
import { Refused } from '../../records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import { householdNumbered, type KindSteps, type Referents, siteNamed } from './kind-steps.ts';

type Values = SheetRow<'linkages'>;

const industryOf = ({ siteName, industryName }: Values, household: Household, referents: Referents) => {
  const site = siteNamed(referents, siteName, countyOf(household.area));
  const industry = site.industries.find(({ name, voided }) => name === industryName && !voided);
  if (!industry)
    throw new Refused('industry_not_found', 'industryName', { name: industryName, site: siteName });
  return { siteId: site.id, industryId: industry.id };
};

/** 利益联结: the same household, industry, kind and start is the same linkage. */
export const LINKAGE_STEPS: KindSteps<'linkages'> = {
  kind: 'linkages',
  subject: 'household',
  target: ({ householdNumber }, referents) => ({ id: householdNumbered(referents, householdNumber) }),
  about: ({ householdNumber, siteName, industryName, kind, from }) =>
    `${householdNumber} ${siteName} ${industryName} ${kind} ${from}`,
  steps: (values, household, referents) => {
    if (!household) {
      throw new Refused('household_not_found', 'householdNumber', { number: values.householdNumber });
    }
    const to = industryOf(values, household, referents);
    const { kind, from, until, yearly } = values;
    const known = household.linkages.find(
      (one) => !one.voided && one.industryId === to.industryId && one.kind === kind && one.from === from,
    );
    if (!known) {
      return { steps: [{ name: 'add-linkage', input: { ...to, kind, from, until, yearly } }], creates: true };
    }
    const steps: Step[] = [];
    if (until && until !== known.until) steps.push({ name: 'end-linkage', input: { id: known.id, until } });
    if (yearly !== undefined) {
      steps.push({ name: 'record-linkage-amount', input: { id: known.id, from, value: yearly } });
    }
    return { steps, creates: false };
  },
  fields: { siteId: 'siteName', industryId: 'industryName' },
};
