import { countyOf } from '../../domain/areas/area.ts';
import type { Step } from '../../domain/commands/index.ts';
import type { Household } from '../../domain/records/household.ts';
import { FactId } from '../../domain/records/ids.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import {
  changedFields,
  endPatch,
  findHousehold,
  findKnownFact,
  findSite,
  isEmpty,
  type KindSteps,
  type Referents,
} from './kind-steps.ts';

type Values = SheetRow<'linkages'>;

const findIndustry = ({ siteName, industryName }: Values, household: Household, referents: Referents) => {
  const site = findSite(referents, siteName, countyOf(household.area));
  const industry = site.industries.find(({ name, voided }) => name === industryName && !voided);
  if (!industry)
    throw new Refused('industry_not_found', 'industryName', { name: industryName, site: siteName });
  return { siteId: site.id, industryId: industry.id };
};

/** 利益联结: the same household, industry, kind and start is the same linkage. */
export const LINKAGE_STEPS: KindSteps<'linkages'> = {
  kind: 'linkages',
  subject: 'household',
  target: ({ householdNumber }, referents) => ({ id: findHousehold(referents, householdNumber) }),
  statements: (values) => {
    const { householdNumber, siteName, industryName, kind, from } = values;
    return { [`${householdNumber} ${siteName} ${industryName} ${kind} ${from}`]: values };
  },
  steps: (values, household, referents) => {
    if (!household) {
      throw new Refused('household_not_found', 'householdNumber', { number: values.householdNumber });
    }
    const to = findIndustry(values, household, referents);
    const { kind, from, yearly } = values;
    const until = endPatch(values.until);
    const known = findKnownFact(
      household.linkages,
      (one) => one.industryId === to.industryId && one.kind === kind && one.from === from,
    );
    if (!known) {
      const id = FactId.parse(referents.newId());
      const input = { id, ...to, kind, from, until: until ?? undefined, yearly };
      return { steps: [{ name: 'add-linkage', input }], creates: true };
    }
    const steps: Step[] = [];
    const changes = changedFields(known, { until });
    if (!isEmpty(changes)) steps.push({ name: 'correct-linkage', input: { id: known.id, changes } });
    if (yearly !== undefined) {
      steps.push({ name: 'record-linkage-amount', input: { id: known.id, from, value: yearly } });
    }
    return { steps, creates: false };
  },
  fields: { siteId: 'siteName', industryId: 'industryName' },
};
