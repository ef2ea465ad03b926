// Every rule of this version. To add a rule, write its file and add its line here.
export { siteLeadingIndustry } from './r1-site-leading-industry.ts';
export { householdIncomeChannel } from './r2-household-income-channel.ts';
export { householdEmployment } from './r3-household-employment.ts';
export { householdDevelopmentPlan } from './r4-household-development-plan.ts';
export { memberMedicalCover } from './r5-member-medical-cover.ts';
export { memberPensionCover } from './r6-member-pension-cover.ts';
export { householdSafetyNet } from './r7-household-safety-net.ts';
export { memberPensionTransfer } from './r8-member-pension-transfer.ts';
export { recordConflicts } from './r9-record-conflicts.ts';
