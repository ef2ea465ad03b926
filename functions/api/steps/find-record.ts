import { permitRight } from '../../../shared/domain/access/permit.ts';
import { dateInShanghai, type PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import type { HouseholdId, SiteId } from '../../../shared/domain/records/ids.ts';
import type { Site } from '../../../shared/domain/records/site.ts';
import { type RecordWithFindings, recordWithFindings } from '../../../shared/queries/record-findings.ts';
import type { Subject } from '../../../shared/table/store/keys.ts';
import { NotFound } from '../http/errors.ts';
import type { RouteContext } from '../http/route.ts';

type ReadContext = Pick<RouteContext<unknown, unknown, unknown>, 'deps' | 'actor'>;

/** A record with what the rules say of it on a day, for whoever may see it. Throws `NotFound`, or `Refused`. */
export const requireReadable = async (
  { deps, actor }: ReadContext,
  subject: Subject,
  on?: PlainDate,
): Promise<RecordWithFindings> => {
  const looked = await recordWithFindings(deps, subject, on ?? dateInShanghai(deps.clock()));
  if (!looked) throw new NotFound();
  permitRight(actor, 'read', looked.record);
  return looked;
};

const isHousehold = (looked: RecordWithFindings): looked is RecordWithFindings<Household> =>
  looked.record.kind === 'household';
const isSite = (looked: RecordWithFindings): looked is RecordWithFindings<Site> =>
  looked.record.kind === 'site';

/** A household as `lookedAt` gives it. */
export const requireHousehold = async (
  asking: ReadContext,
  id: HouseholdId,
  on?: PlainDate,
): Promise<RecordWithFindings<Household>> => {
  const looked = await requireReadable(asking, { kind: 'household', id }, on);
  if (!isHousehold(looked)) throw new NotFound();
  return looked;
};

/** A household as it was known at an instant, for whoever may see it now and might have then. */
export const asHouseholdOr404 = (looked: RecordWithFindings | undefined): RecordWithFindings<Household> => {
  if (!looked || !isHousehold(looked)) throw new NotFound();
  return looked;
};

/** A site as `lookedAt` gives it. */
export const requireSite = async (
  asking: ReadContext,
  id: SiteId,
  on?: PlainDate,
): Promise<RecordWithFindings<Site>> => {
  const looked = await requireReadable(asking, { kind: 'site', id }, on);
  if (!isSite(looked)) throw new NotFound();
  return looked;
};
