import type { FrozenFinding, FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { findingsOf } from '../../shared/domain/ledger/evaluate.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import type { Site } from '../../shared/domain/records/site.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { pinOf } from '../../shared/queries/pin.ts';
import { type CountyLinks, sitesOf } from './county-links.ts';

/** What a household's rules look at beside its own record: nothing. */
export const ALONE: CountyLinks = { residences: [], links: [] };

/** What is found of a record on the last day of a month, as it is frozen: without reasons, which can be found again. */
export const foundOf = (
  record: Household | Site,
  ties: CountyLinks,
  policy: Policy,
  { on }: Pick<OpenedMonth, 'on'>,
): FrozenFinding[] =>
  findingsOf(record, ties, policy, on).map(({ rule, member, outcome, since }) => ({
    rule,
    ...(member ? { member } : {}),
    outcome,
    ...(since ? { since } : {}),
  }));

/** A household as it is frozen. */
export const frozenHousehold = (household: Household, findings: FrozenFinding[]): FrozenSubject => ({
  kind: 'household',
  id: household.id,
  ...(household.number ? { number: household.number } : {}),
  area: household.area,
  ...pinOf(household),
  sites: sitesOf(household),
  findings,
});

/** A site as it is frozen, with the households of other townships that it was judged by. */
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
