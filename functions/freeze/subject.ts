import type { FrozenFinding, FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { findingsOf } from '../../shared/domain/ledger/evaluate.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import type { Site } from '../../shared/domain/records/site.ts';
import { rulesUnder } from '../../shared/domain/rules/evaluation.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { pinOf } from '../../shared/queries/pin.ts';
import { type CountyLinks, sitesOf } from './county-links.ts';

/** A household's findings depend on no other record. */
export const NO_LINKS: CountyLinks = { residences: [], links: [] };

/**
 * Returns the findings of a record on the month's last day, by the rules that the month was opened with, and without
 * reasons, which can be recomputed.
 */
export const frozenFindingsOf = (
  record: Household | Site,
  links: CountyLinks,
  policy: Policy,
  { on, under }: Pick<OpenedMonth, 'on' | 'under'>,
): FrozenFinding[] => {
  const rules = rulesUnder(under);
  return findingsOf(record, links, policy, on)
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, member, outcome, since }) => ({
      rule,
      ...(member ? { member } : {}),
      outcome,
      ...(since ? { since } : {}),
    }));
};

/** Builds the frozen line of a household. */
export const frozenHousehold = (household: Household, findings: FrozenFinding[]): FrozenSubject => ({
  kind: 'household',
  id: household.id,
  ...(household.number ? { number: household.number } : {}),
  area: household.area,
  ...pinOf(household),
  sites: sitesOf(household),
  findings,
});

/** Builds the frozen line of a site with the households of other townships that it depends on. */
export const frozenSite = (
  { id, name, area, ...site }: Site,
  others: readonly Household[],
  findings: FrozenFinding[],
): FrozenSubject => ({
  kind: 'site',
  id,
  name,
  area,
  ...pinOf({ id, name, area, ...site }),
  others: others.map((household) => ({ id: household.id, ...pinOf(household) })),
  findings,
});
