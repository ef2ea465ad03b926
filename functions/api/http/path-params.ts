import * as z from 'zod/mini';
import { AlertId } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { areaName } from '../../../shared/domain/areas/names.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { FactId, HouseholdId, IndustryId, MemberId, SiteId } from '../../../shared/domain/records/ids.ts';
import { FlagId } from '../../../shared/views/flag.ts';

/** What stands in paths. */
export const OfHousehold = z.strictObject({ id: HouseholdId });
export const OfMember = z.extend(OfHousehold, { mid: MemberId });
export const OfEmployment = z.extend(OfHousehold, { eid: FactId });
export const OfChannel = z.extend(OfHousehold, { cid: FactId });
export const OfLinkage = z.extend(OfHousehold, { lid: FactId });
export const OfCoverage = z.extend(OfHousehold, { vid: FactId });
export const OfTransfer = z.extend(OfHousehold, { tid: FactId });
export const OfPlan = z.extend(OfHousehold, { pid: FactId });
export const OfAssessment = z.extend(OfHousehold, { aid: FactId });
export const OfSite = z.strictObject({ id: SiteId });
export const OfIndustry = z.extend(OfSite, { iid: IndustryId });
/** Of a county in use. */
export const OfCounty = z.strictObject({
  area: AreaCode.check(z.refine((code) => code.length === 6 && areaName(code) !== undefined)),
});
export const OfFlag = z.strictObject({ id: FlagId });
export const OfAlert = z.strictObject({ id: AlertId });
export const OfMonth = z.strictObject({ month: Month });
