import * as z from 'zod';
import { AlertId } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { FactId, HouseholdId, IndustryId, MemberId, SiteId } from '../../../shared/domain/records/ids.ts';

/** What stands in paths. */
export const OfHousehold = z.strictObject({ id: HouseholdId });
export const OfMember = OfHousehold.extend({ mid: MemberId });
export const OfEmployment = OfHousehold.extend({ eid: FactId });
export const OfChannel = OfHousehold.extend({ cid: FactId });
export const OfLinkage = OfHousehold.extend({ lid: FactId });
export const OfCoverage = OfHousehold.extend({ vid: FactId });
export const OfTransfer = OfHousehold.extend({ tid: FactId });
export const OfPlan = OfHousehold.extend({ pid: FactId });
export const OfAssessment = OfHousehold.extend({ aid: FactId });
export const OfSite = z.strictObject({ id: SiteId });
export const OfIndustry = OfSite.extend({ iid: IndustryId });
/** Of a county. */
export const OfCounty = z.strictObject({
  area: AreaCode.refine((code) => code.length === 6),
});
export const OfFlag = z.strictObject({ id: FlagId });
export const OfAlert = z.strictObject({ id: AlertId });
export const OfMonth = z.strictObject({ month: Month });
