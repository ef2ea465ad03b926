/** Groups of routes: the name in Chinese, and a description in both languages. */
export const TAGS: Readonly<Record<string, { readonly zh: string; readonly about: string }>> = {
  system: { zh: '系统', about: '不需要令牌的地址 · Addresses that ask for no token' },
  me: { zh: '我', about: '登录人的身份、辖区和权限 · Who is signed in, where, and what they may do' },
  people: {
    zh: '找人',
    about:
      '凭证件号码找到所在的户；查看完整号码须留痕 · Find somebody’s household; see covered fields in full, on record',
  },
  households: {
    zh: '搬迁户',
    about: '一户一档：档案、结论和问题 · One record a household, with findings and flags',
  },
  members: {
    zh: '家庭成员',
    about: '加入、离开、去世、更正；劳动技能、意愿、在校 · Members and what holds of them from a day',
  },
  employments: {
    zh: '就业',
    about: '登记、终止、核实、更正、作废 · Job spells: logged, ended, confirmed, corrected, voided',
  },
  'income channels': { zh: '增收渠道', about: '生产经营和财产性收入 · Undertakings, dividends and rents' },
  linkages: { zh: '利益联结', about: '户与安置点产业的联结 · How households gain from industries of sites' },
  coverages: { zh: '保障', about: '低保、特困、养老、医保 · Relief, pension and medical cover' },
  assessments: { zh: '低保特困认定', about: '是否符合条件 · Whether a household qualifies for relief' },
  'pension transfers': {
    zh: '养老保险转移接续',
    about: '依次办理的步骤 · Transfers of pensions, step by step',
  },
  'development plans': { zh: '产业发展规划', about: '户的规划 · Development plans of households' },
  sites: { zh: '安置点', about: '一点一档 · One record a resettlement site' },
  industries: { zh: '产业', about: '安置点的产业及其状态 · Industries of sites and how they stand' },
  support: { zh: '扶持', about: '对户和对产业的扶持记录 · Acts of support' },
  history: { zh: '结论与历史', about: '某日的结论；谁改了什么 · Findings on a day; who changed what' },
  flags: {
    zh: '问题台账',
    about: '发现、交办、整改、复核、销号 · Gaps: found, assigned, rectified, verified, closed',
  },
  alerts: {
    zh: '预警',
    about: '晨报和即时预警，通知情况 · Digests and urgent alerts, and what became of them',
  },
  runs: { zh: '运行记录', about: '夜间核查等任务的运行情况 · What the scheduled jobs did' },
  settings: {
    zh: '设置',
    about:
      '各县的阈值、整改期限和自动销号，按生效日期 · Thresholds, deadlines and closing by county, from a day on',
  },
  numbers: {
    zh: '数字',
    about: '统计、走势、排名，与名单一致 · Counts, trend and ranks, each as long as its list',
  },
  'frozen months': {
    zh: '月末结论',
    about: '每月封存，供日后检查 · Findings of a month’s last day, frozen for later inspections',
  },
};
