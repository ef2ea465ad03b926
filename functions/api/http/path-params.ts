import * as z from 'zod';
import { AlertId } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { FactId, HouseholdId, IndustryId, MemberId, SiteId } from '../../../shared/domain/records/ids.ts';

/** Parameters of paths. */
export const OfHousehold = z.strictObject({ id: HouseholdId.meta({ description: '编号 · id' }) });
export const OfMember = OfHousehold.extend({
  mid: MemberId.meta({ description: '成员编号 · id of the member' }),
});
export const OfEmployment = OfHousehold.extend({
  eid: FactId.meta({ description: '就业编号 · id of the employment' }),
});
export const OfChannel = OfHousehold.extend({
  cid: FactId.meta({ description: '增收渠道编号 · id of the channel' }),
});
export const OfLinkage = OfHousehold.extend({
  lid: FactId.meta({ description: '利益联结编号 · id of the linkage' }),
});
export const OfCoverage = OfHousehold.extend({
  vid: FactId.meta({ description: '保障编号 · id of the coverage' }),
});
export const OfTransfer = OfHousehold.extend({
  tid: FactId.meta({ description: '转移接续编号 · id of the transfer' }),
});
export const OfPlan = OfHousehold.extend({ pid: FactId.meta({ description: '规划编号 · id of the plan' }) });
export const OfAssessment = OfHousehold.extend({
  aid: FactId.meta({ description: '认定编号 · id of the assessment' }),
});
export const OfSite = z.strictObject({ id: SiteId.meta({ description: '编号 · id' }) });
export const OfIndustry = OfSite.extend({
  iid: IndustryId.meta({ description: '产业编号 · id of the industry' }),
});
/** Of a county. */
export const OfCounty = z.strictObject({
  area: AreaCode.refine((code) => code.length === 6).meta({ description: '县代码 · code of a county' }),
});
export const OfFlag = z.strictObject({ id: FlagId });
export const OfAlert = z.strictObject({ id: AlertId });
export const OfMonth = z.strictObject({
  month: Month.meta({ description: '月份，如 2026-05 · the month, like 2026-05' }),
});
