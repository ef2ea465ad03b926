import type { Role } from '../../../../shared/domain/records/actor.ts';
import {
  ASSESSMENT,
  CHANNEL,
  COVERAGE,
  DAUGHTER,
  DAUGHTER_NUMBER,
  EMPLOYER_CODE,
  HEAD,
  HEAD_NUMBER,
  HOUSEHOLD,
  INDUSTRY,
  JOB,
  LINKAGE,
  OTHER_JOB,
  PLAN,
  SITE,
  SPOUSE,
  SPOUSE_NUMBER,
  TRANSFER,
} from './names.ts';

/** One request of the examples: it works where those before it have been made, in this order. */
export interface ExampleRequest {
  /** Method and path of its route. */
  readonly route: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whose role it takes; a county lead's without it. */
  readonly as?: Role;
  /** The job that has been before it. */
  readonly after?: 'audit' | 'digest';
  /** The examples' ids of what it makes, in the order of its receipt: the record's own first where that is new. */
  readonly makes?: readonly string[];
}

const ofHousehold = { id: HOUSEHOLD };
const ofSite = { id: SITE };
/** Of the spouse's pension transfer. */
const BY_HAND = `H-${HOUSEHOLD}-R8-${SPOUSE}`;
const ofFlag = { id: BY_HAND };
/** The county’s digest of the day of the examples. */
const ofAlert = { id: '511722-2026-06-15.digest' };

/** A site with an industry and a household with a gap that is closed: each route of the API once. */
export const REQUESTS: readonly ExampleRequest[] = [
  { route: 'GET /me' },
  { route: 'GET /areas', query: { within: '511722' } },
  {
    route: 'POST /sites',
    body: {
      area: '511722107',
      name: '示例安置点',
      form: '集镇',
      occupied: '2019-09-01',
      plannedHouseholds: 120,
      plannedPeople: 430,
      responsible: '示例负责人',
      phone: '13900000001',
      reason: '竣工验收后登记',
    },
    makes: [SITE],
  },
  {
    route: 'POST /sites/{id}/industries',
    params: ofSite,
    body: {
      name: '示例食用菌基地',
      type: '种植',
      operator: '示例合作社',
      investment: 320.5,
      incomePerHousehold: 4200,
    },
    makes: [INDUSTRY],
  },
  {
    route: 'PATCH /sites/{id}/industries/{iid}',
    params: { ...ofSite, iid: INDUSTRY },
    body: {
      status: { from: '2026-01-01', value: 'operating' },
      leading: { from: '2026-01-01', value: true },
      confirmed: '2026-06-01',
      reason: '乡镇现场核实',
    },
  },
  { route: 'PATCH /sites/{id}', params: ofSite, body: { plannedHouseholds: 118, note: '二期调减2户' } },
  {
    route: 'POST /households',
    body: {
      area: '511722107',
      number: '511722009001',
      origin: '511722108',
      movedIn: '2019-10-01',
      resettlement: 'centralised',
      siteId: SITE,
      phone: '13800000001',
      members: [
        { name: '示例甲', idNumber: HEAD_NUMBER, relation: '户主', phone: '13800000002' },
        { name: '示例乙', idNumber: SPOUSE_NUMBER, relation: '配偶' },
      ],
    },
    makes: [HOUSEHOLD, HEAD, SPOUSE],
  },
  {
    route: 'PATCH /households/{id}',
    params: ofHousehold,
    body: {
      conditions: { from: '2020-01-01', value: 'able' },
      statement: { year: 2025, perCapita: 15230.5, wage: 38000, transfer: 2400, people: 3 },
    },
  },
  {
    route: 'POST /households/{id}/members',
    params: ofHousehold,
    body: { name: '示例丙', idNumber: DAUGHTER_NUMBER, relation: '之女' },
    makes: [DAUGHTER],
  },
  {
    route: 'PATCH /households/{id}/members/{mid}',
    params: { ...ofHousehold, mid: HEAD },
    body: {
      capacity: { from: '2019-10-01', value: 'ordinary' },
      willingness: { from: '2019-10-01', value: 'willing' },
      education: '初中',
    },
  },
  { route: 'GET /flags', query: { area: '511722', limit: '2' } },
  {
    route: 'POST /flags/bulk',
    body: {
      ids: [`H-${HOUSEHOLD}-R4`, `H-${HOUSEHOLD}-R7`],
      step: 'assign',
      input: { assignee: 'township_clerk-1', role: 'township_clerk', dueOn: '2026-07-20' },
    },
  },
  { route: 'POST /people/lookup', body: { idNumber: HEAD_NUMBER } },
  {
    route: 'POST /employments',
    as: 'hr_clerk',
    body: {
      idNumber: HEAD_NUMBER,
      employer: '示例帮扶车间',
      employerCode: EMPLOYER_CODE,
      job: '缝纫工',
      channel: 'workshop',
      workArea: 'in_township',
      from: '2026-06-01',
      monthlyWage: 3200,
      reason: '专场招聘会',
    },
    makes: [JOB],
  },
  {
    route: 'POST /households/{id}/employments',
    params: ofHousehold,
    body: {
      memberId: SPOUSE,
      employer: '示例服装厂',
      channel: 'migrant_work',
      workArea: 'out_of_province',
      place: '浙江省',
      from: '2026-03-01',
      until: '2026-12-31',
      untilIs: 'planned',
    },
    makes: [OTHER_JOB],
  },
  {
    route: 'PATCH /households/{id}/employments/{eid}',
    params: { ...ofHousehold, eid: JOB },
    body: { confirmed: '2026-06-10', monthlyWage: 3300.5, reason: '电话回访' },
  },
  {
    route: 'POST /households/{id}/income-channels',
    params: ofHousehold,
    body: { kind: 'business', what: '养蜂20箱', from: '2024-03-01', amount: 8600 },
    makes: [CHANNEL],
  },
  {
    route: 'PATCH /households/{id}/income-channels/{cid}',
    params: { ...ofHousehold, cid: CHANNEL },
    body: { amount: { from: '2026-01-01', value: 9200 }, confirmed: '2026-06-10' },
  },
  {
    route: 'POST /sites/{id}/linkages',
    params: ofSite,
    body: {
      householdId: HOUSEHOLD,
      industryId: INDUSTRY,
      kind: 'dividend',
      from: '2026-01-01',
      yearly: 1200,
    },
    makes: [LINKAGE],
  },
  {
    route: 'PATCH /households/{id}/linkages/{lid}',
    params: { ...ofHousehold, lid: LINKAGE },
    body: { yearly: { from: '2026-06-01', value: 1500 }, confirmed: '2026-06-10' },
  },
  {
    route: 'POST /households/{id}/coverages',
    params: ofHousehold,
    body: { memberId: HEAD, scheme: 'resident_medical', status: 'insured', from: '2026-01-01' },
    makes: [COVERAGE],
  },
  {
    route: 'PATCH /households/{id}/coverages/{vid}',
    params: { ...ofHousehold, vid: COVERAGE },
    body: { ended: '2026-12-31' },
  },
  {
    route: 'POST /households/{id}/assessments',
    params: ofHousehold,
    body: { on: '2026-06-10', scheme: 'dibao', eligible: false },
    makes: [ASSESSMENT],
  },
  {
    route: 'PATCH /households/{id}/assessments/{aid}',
    params: { ...ofHousehold, aid: ASSESSMENT },
    body: { void: '录错了户' },
  },
  {
    route: 'POST /households/{id}/pension-transfers',
    params: ofHousehold,
    body: { memberId: SPOUSE, appliedOn: '2026-05-20', fromPlace: '浙江省', toPlace: '四川省' },
    makes: [TRANSFER],
  },
  {
    route: 'POST /households/{id}/pension-transfers/{tid}/steps',
    params: { ...ofHousehold, tid: TRANSFER },
    body: { step: 'contact_letter_sent', on: '2026-06-02' },
  },
  {
    route: 'PATCH /households/{id}/pension-transfers/{tid}',
    params: { ...ofHousehold, tid: TRANSFER },
    body: { void: '本人撤回申请' },
  },
  {
    route: 'PUT /households/{id}/plan',
    params: ofHousehold,
    body: { what: '扩大养蜂至40箱', from: '2026-01-01', until: '2027-12-31' },
    makes: [PLAN],
  },
  {
    route: 'PATCH /households/{id}/plans/{pid}',
    params: { ...ofHousehold, pid: PLAN },
    body: { what: '扩大养蜂至60箱' },
  },
  {
    route: 'POST /households/{id}/support',
    params: ofHousehold,
    body: { on: '2026-06-05', kind: 'training', what: '养蜂技术培训2天' },
  },
  {
    route: 'POST /sites/{id}/support',
    params: ofSite,
    body: { on: '2026-06-05', kind: 'funds', what: '菌棚改造补助', amount: 50000, industry: INDUSTRY },
  },
  // Whoever logged the placement cleared it: a county lead verifies.
  { route: 'POST /flags/{id}/verify', params: { id: `H-${HOUSEHOLD}-R3` }, body: { text: '电话回访属实' } },
  {
    route: 'POST /flags',
    body: {
      id: BY_HAND,
      source: 'petition',
      text: '群众反映原务工地养老保险关系一直没有转回',
      dueOn: '2026-07-10',
    },
  },
  {
    route: 'POST /flags/{id}/assign',
    params: ofFlag,
    body: {
      assignee: 'township_clerk-1',
      role: 'township_clerk',
      label: '乡镇便民服务中心',
      dueOn: '2026-07-05',
      text: '请先核实参保地',
    },
  },
  {
    route: 'POST /flags/{id}/note',
    params: ofFlag,
    as: 'township_clerk',
    body: { text: '已联系原参保地社保局，等待出具参保凭证' },
  },
  {
    route: 'POST /flags/{id}/submit',
    params: ofFlag,
    as: 'township_clerk',
    body: { text: '参保凭证已收到', evidence: ['参保凭证 示人社保〔2026〕18号'] },
  },
  {
    route: 'POST /flags/{id}/return',
    params: ofFlag,
    body: { reason: '凭证缺少缴费明细，请补齐', dueOn: '2026-07-15' },
  },
  { route: 'GET /flags/{id}', params: ofFlag },
  {
    route: 'POST /flags/{id}/waive',
    params: ofFlag,
    body: { reason: '原参保地系统停机升级', until: '2026-07-31' },
  },
  {
    route: 'POST /households/{id}/reveal',
    params: ofHousehold,
    body: { memberId: HEAD, fields: ['phone'], purpose: '通知本人面试时间' },
  },
  {
    route: 'POST /households/{id}/re-evaluations',
    params: ofHousehold,
    body: { reason: '政策参数调整后复核' },
  },
  { route: 'POST /sites/{id}/re-evaluations', params: ofSite, body: {} },
  {
    route: 'PUT /settings/{area}',
    params: { area: '511722' },
    as: 'admin',
    body: {
      from: '2026-07-01',
      values: { graceDays: 45, deadlineDays: { R3: 45 } },
      channels: [
        {
          area: '511722',
          channel: {
            ...{ id: 'leads', label: '后扶办工作群', kind: 'wecom', secret: 'leads-robot' },
            ...{ alerts: ['immediate', 'digest'], enabled: true },
          },
        },
      ],
      reason: '县政府常务会议纪要第12号',
    },
  },
  { route: 'GET /settings/{area}', params: { area: '511722' } },
  { route: 'GET /settings/{area}/changes', params: { area: '511722' } },
  {
    route: 'POST /settings/{area}/withdraw',
    params: { area: '511722' },
    as: 'admin',
    body: { from: '2026-07-01', reason: '会议改期' },
  },
  { route: 'GET /numbers', query: { area: '511722107' }, after: 'audit' },
  { route: 'GET /numbers/league', query: { area: '511722' } },
  { route: 'GET /numbers/trend', query: { area: '511722107', from: '2026-06-01' } },
  { route: 'GET /alerts', query: { area: '511722' }, after: 'digest' },
  { route: 'GET /alerts/{id}', params: ofAlert },
  { route: 'POST /alerts/{id}/acknowledge', params: ofAlert, body: {} },
  { route: 'GET /runs', query: { job: 'digest' } },
  { route: 'GET /households', query: { area: '511722107', rule: 'R3', outcome: 'met', limit: '5' } },
  { route: 'GET /households/{id}', params: ofHousehold },
  { route: 'GET /households/{id}/findings', params: ofHousehold, query: { on: '2026-05-01' } },
  { route: 'GET /households/{id}/changes', params: ofHousehold, query: { limit: '3' } },
  { route: 'GET /households/{id}/support', params: ofHousehold },
  { route: 'GET /sites', query: { area: '511722107' } },
  { route: 'GET /sites/{id}', params: ofSite },
  { route: 'GET /sites/{id}/households', params: ofSite },
  { route: 'GET /sites/{id}/findings', params: ofSite },
  { route: 'GET /sites/{id}/changes', params: ofSite, query: { limit: '2' } },
  { route: 'GET /sites/{id}/support', params: ofSite },
  {
    route: 'GET /assessments/{month}',
    params: { month: '2026-05' },
    query: { area: '511722107', limit: '2' },
  },
];
