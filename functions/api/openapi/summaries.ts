import type { Text } from '../../../shared/text/catalogue.ts';
import type { Route } from '../http/route.ts';

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
  'GET /alerts': { 'zh-CN': '预警列表', en: 'Alerts, the latest day first' },
  'GET /alerts/{id}': { 'zh-CN': '一条预警及通知情况', en: 'An alert and what became of it on each channel' },
  'POST /alerts/{id}/acknowledge': { 'zh-CN': '签收预警', en: 'Put down that an alert has been seen' },
  'GET /runs': { 'zh-CN': '运行记录', en: 'Runs of a scheduled job, the latest day first' },
  'GET /flags': { 'zh-CN': '问题台账', en: 'The ledger: live flags by the day they are due, or closed ones' },
  'POST /flags': { 'zh-CN': '手工登记问题', en: 'Open a flag by hand: what an inspection found' },
  'GET /flags/{id}': {
    'zh-CN': '一条问题',
    en: 'A flag with its last steps, notes, and what is possible now',
  },
  'POST /flags/{id}/assign': { 'zh-CN': '交办（发点球）', en: 'Assign a flag to a person with a deadline' },
  'POST /flags/{id}/note': {
    'zh-CN': '填写整改记录',
    en: 'Note what is done about a flag: work begins with it',
  },
  'POST /flags/{id}/submit': { 'zh-CN': '提交整改', en: 'Submit a flag as rectified, with evidence' },
  'POST /flags/{id}/verify': { 'zh-CN': '复核销号', en: 'Verify and close a flag' },
  'POST /flags/{id}/return': { 'zh-CN': '退回', en: 'Return a flag with a reason' },
  'POST /flags/{id}/waive': { 'zh-CN': '暂缓', en: 'Waive a flag until a day' },
  'POST /flags/bulk': { 'zh-CN': '批量办理', en: 'Take one step with up to 100 flags' },
  'GET /settings/{area}': {
    'zh-CN': '县的阈值、期限等设置',
    en: 'Thresholds, deadlines and the rest of a county',
  },
  'PUT /settings/{area}': { 'zh-CN': '设置一版，从今天或以后起', en: 'Put down settings from a day on' },
  'POST /settings/{area}/withdraw': {
    'zh-CN': '撤回尚未生效的一版',
    en: 'Take back settings that are not in force yet',
  },
  'GET /settings/{area}/changes': {
    'zh-CN': '设置的变更记录',
    en: "Who changed what of a county's settings",
  },
  'GET /numbers': { 'zh-CN': '某地某日的数字', en: 'The numbers of an area on a day' },
  'GET /numbers/trend': { 'zh-CN': '逐日走势', en: 'The numbers of an area day by day' },
  'GET /numbers/league': { 'zh-CN': '比学赶超', en: 'Townships or counties, ranked' },
  'GET /assessments/{month}': {
    'zh-CN': '月末结论：按封存时的样子',
    en: 'What was found at the end of a month, as it was frozen',
  },
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
