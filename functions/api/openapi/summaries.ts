import type { Text } from '../../../shared/text/catalogue.ts';
import type { Route } from '../route.ts';

/** What each route is for, in a line. Apart from the routes: no function needs it. */
const SUMMARIES: Readonly<Record<string, Text>> = {
  'POST /households/{id}/income-channels': { 'zh-CN': '登记增收渠道', en: 'Log an income channel' },
  'PATCH /households/{id}/income-channels/{cid}': {
    'zh-CN': '增收渠道：终止、金额、核实、更正、作废',
    en: 'Change an income channel',
  },
  'PATCH /households/{id}/linkages/{lid}': {
    'zh-CN': '利益联结：终止、金额、核实、更正、作废',
    en: 'Change a linkage',
  },
  'POST /households/{id}/coverages': { 'zh-CN': '登记保障', en: 'Log a coverage' },
  'PATCH /households/{id}/coverages/{vid}': {
    'zh-CN': '保障：终止、更正、作废',
    en: 'End, correct or void a coverage',
  },
  'POST /households/{id}/assessments': {
    'zh-CN': '登记低保、特困认定',
    en: 'Log whether the household qualifies for 低保 or 特困',
  },
  'PATCH /households/{id}/assessments/{aid}': { 'zh-CN': '作废认定', en: 'Void an assessment' },
  'POST /households/{id}/employments': { 'zh-CN': '登记就业', en: 'Log an employment' },
  'POST /employments': { 'zh-CN': '凭身份证号码登记就业', en: 'Log an employment by ID number' },
  'PATCH /households/{id}/employments/{eid}': {
    'zh-CN': '就业：终止、核实、更正、作废',
    en: 'End, confirm, correct or void an employment',
  },
  'GET /assessments/{month}': {
    'zh-CN': '月末结论：按封存时的样子',
    en: 'What was found at the end of a month, as it was frozen',
  },
  'GET /flags': { 'zh-CN': '问题台账', en: 'The ledger: live flags by the day they are due' },
  'GET /flags/{id}': { 'zh-CN': '一条问题', en: 'A flag with its last steps' },
  'GET /households/{id}/findings': {
    'zh-CN': '户的规则结论',
    en: "Every rule's finding for a household on a day",
  },
  'GET /households/{id}/changes': { 'zh-CN': '户的变更记录', en: 'Who changed what of a household' },
  'GET /sites/{id}/findings': { 'zh-CN': '安置点的规则结论', en: "Every rule's finding for a site on a day" },
  'GET /sites/{id}/changes': { 'zh-CN': '安置点的变更记录', en: 'Who changed what of a site' },
  'GET /households': { 'zh-CN': '搬迁户列表', en: 'List households' },
  'POST /households': { 'zh-CN': '登记搬迁户', en: 'Register a household' },
  'GET /households/{id}': { 'zh-CN': '一户一档', en: 'A household with its findings' },
  'PATCH /households/{id}': { 'zh-CN': '更正搬迁户', en: 'Change a household' },
  'POST /households/{id}/re-evaluations': { 'zh-CN': '重新评价', en: 'Have the rules look at it again' },
  'POST /sites/{id}/industries': { 'zh-CN': '登记产业', en: 'Add an industry' },
  'PATCH /sites/{id}/industries/{iid}': {
    'zh-CN': '产业：运营状态、主导产业、佐证、更正、作废',
    en: 'Change an industry',
  },
  'POST /sites/{id}/linkages': { 'zh-CN': '登记利益联结', en: 'Link a household to an industry of the site' },
  'GET /me': { 'zh-CN': '我是谁，能办什么', en: 'Who I am and what I may do' },
  'GET /areas': { 'zh-CN': '行政区划', en: 'Divisions: counties and townships' },
  'POST /households/{id}/members': { 'zh-CN': '新增家庭成员', en: 'Add a member' },
  'PATCH /households/{id}/members/{mid}': { 'zh-CN': '更正家庭成员', en: 'Change a member' },
  'POST /households/{id}/pension-transfers': {
    'zh-CN': '发起养老保险关系转移接续',
    en: 'Start a pension transfer',
  },
  'POST /households/{id}/pension-transfers/{tid}/steps': {
    'zh-CN': '登记转移接续进度',
    en: 'Record the next step of a pension transfer',
  },
  'PATCH /households/{id}/pension-transfers/{tid}': {
    'zh-CN': '作废转移接续',
    en: 'Void a pension transfer',
  },
  'POST /people/lookup': { 'zh-CN': '凭身份证号码查找', en: 'Find somebody by ID number' },
  'POST /households/{id}/reveal': {
    'zh-CN': '查看完整号码（留痕）',
    en: "See a member's covered fields in full, on record",
  },
  'PUT /households/{id}/plan': {
    'zh-CN': '制定产业发展规划',
    en: 'Put down the development plan that begins on a day',
  },
  'PATCH /households/{id}/plans/{pid}': {
    'zh-CN': '产业发展规划：终止、更正、作废',
    en: 'End, correct or void a development plan',
  },
  'GET /sites': { 'zh-CN': '安置点列表', en: 'List sites' },
  'POST /sites': { 'zh-CN': '登记安置点', en: 'Register a site' },
  'GET /sites/{id}': { 'zh-CN': '一点一档', en: 'A site with its findings' },
  'PATCH /sites/{id}': { 'zh-CN': '更正安置点', en: 'Change a site' },
  'GET /sites/{id}/households': { 'zh-CN': '安置点的搬迁户', en: 'Households of a site' },
  'POST /sites/{id}/re-evaluations': { 'zh-CN': '重新评价', en: 'Have the rules look at it again' },
  'GET /households/{id}/support': { 'zh-CN': '户的扶持记录', en: 'Acts of support to a household' },
  'POST /households/{id}/support': { 'zh-CN': '登记对户的扶持', en: 'Log an act of support to a household' },
  'GET /sites/{id}/support': { 'zh-CN': '安置点的扶持记录', en: 'Acts of support to a site' },
  'POST /sites/{id}/support': {
    'zh-CN': '登记对安置点产业的扶持',
    en: "Log an act of support to a site's industry",
  },
};

/** What a route is for, in both languages. Throws for one that nobody has said it of. */
export const summaryOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => {
  const summary = SUMMARIES[`${method} ${path}`];
  if (!summary) throw new Error(`summaries.ts says nothing of ${method} ${path}`);
  return `${summary['zh-CN']} · ${summary.en}`;
};
