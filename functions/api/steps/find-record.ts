import { permitRight } from '../../../shared/domain/access/permit.ts';
import { dateInShanghai, type PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import type { HouseholdId, SiteId } from '../../../shared/domain/records/ids.ts';
import type { Site } from '../../../shared/domain/records/site.ts';
import { type Looked, lookAt } from '../../../shared/queries/record-findings.ts';
import type { Subject } from '../../../shared/table/store/keys.ts';
import { NotFound } from '../http/errors.ts';
import type { Asked } from '../http/route.ts';

type Asking = Pick<Asked<unknown, unknown, unknown>, 'deps' | 'actor'>;

/** A record with what the rules say of it on a day, for whoever may see it. Throws `NotFound`, or `Refused`. */
export const lookedAt = async (
  { deps, actor }: Asking,
  subject: Subject,
  on?: PlainDate,
): Promise<Looked> => {
  const looked = await lookAt(deps, subject, on ?? dateInShanghai(deps.clock()));
  if (!looked) throw new NotFound();
  permitRight(actor, 'read', looked.record);
  return looked;
};

const isHousehold = (looked: Looked): looked is Looked<Household> => looked.record.kind === 'household';
const isSite = (looked: Looked): looked is Looked<Site> => looked.record.kind === 'site';

/** A household as `lookedAt` gives it. */
export const householdAt = async (
  asking: Asking,
  id: HouseholdId,
  on?: PlainDate,
): Promise<Looked<Household>> => {
  const looked = await lookedAt(asking, { kind: 'household', id }, on);
  if (!isHousehold(looked)) throw new NotFound();
  return looked;
};

/** A household as it was known at an instant, for whoever may see it now and might have then. */
export const thatIsHousehold = (looked: Looked | undefined): Looked<Household> => {
  if (!looked || !isHousehold(looked)) throw new NotFound();
  return looked;
};

/** A site as `lookedAt` gives it. */
export const siteAt = async (asking: Asking, id: SiteId, on?: PlainDate): Promise<Looked<Site>> => {
  const looked = await lookedAt(asking, { kind: 'site', id }, on);
  if (!isSite(looked)) throw new NotFound();
  return looked;
};
