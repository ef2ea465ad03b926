import * as z from 'zod';
import { compareRules, type RuleId } from '../records/rule-id.ts';
import { siteLeadingIndustry } from './r1-site-leading-industry.ts';
import { householdIncomeChannel } from './r2-household-income-channel.ts';
import { householdEmployment } from './r3-household-employment.ts';
import { householdDevelopmentPlan } from './r4-household-development-plan.ts';
import { memberMedicalCover } from './r5-member-medical-cover.ts';
import { memberPensionCover } from './r6-member-pension-cover.ts';
import { householdSafetyNet } from './r7-household-safety-net.ts';
import { memberPensionTransfer } from './r8-member-pension-transfer.ts';
import { recordConflicts } from './r9-record-conflicts.ts';
import type { Rule } from './rule.ts';

/** Every rule of this version. To add a rule, write its file and add its line here. */
export const REGISTERED: readonly Rule[] = [
  siteLeadingIndustry,
  householdIncomeChannel,
  householdEmployment,
  householdDevelopmentPlan,
  memberMedicalCover,
  memberPensionCover,
  householdSafetyNet,
  memberPensionTransfer,
  recordConflicts,
];

/** The rules by their numbers; none for a rule that only a newer version has. */
export const REGISTRY: Readonly<Record<RuleId, Rule>> = Object.fromEntries(
  REGISTERED.map((rule) => [rule.id, rule]),
);

/** The numbers of the rules, in their order. */
export const RULES: readonly RuleId[] = REGISTERED.map(({ id }) => id).sort(compareRules);

/** A rule of this version: what an input may name. */
export const KnownRuleId = z.enum(RULES).meta({
  id: 'Rule',
  description: `规则 ${RULES[0]} 至 ${RULES.at(-1)}（达市府办函〔2019〕30号） · The rules, ${RULES[0]} to ${RULES.at(-1)}`,
});

/** Whether a rule looks at members: a household then has as many findings of it as it has members. */
export const isOfMembers = (rule: RuleId): boolean => REGISTRY[rule]?.subject === 'member';
