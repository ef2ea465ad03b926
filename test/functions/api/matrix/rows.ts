import type { Right } from '../../../../shared/domain/access/rights.ts';
import { flagIdOf } from '../../../../shared/domain/ledger/flag-id.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import type { TestDeps } from '../../../deps.ts';
import { expectedRightOf } from '../../../shared/domain/access/expected-rights.ts';
import { brought, byHand, FLAG_STEPS, LATER } from './flag-steps.ts';
import { DESTINATION, FACTS, INDUSTRY, type World } from './world.ts';

/**
 * What a request speaks of: nothing at all; a household, which has an origin; a site, which has none; a list of the
 * destination's area; a place there where something new is put; or many things, each of which gets an answer.
 */
export type Speaks = 'nothing' | 'household' | 'person' | 'site' | 'list' | 'place' | 'each';

/** One request that each role makes from each area, and what it asks for. */
export interface Row {
  /** Method and path, as in the list of routes. */
  readonly route: string;
  /** The command that it gives; of a route with several each has a row. */
  readonly command?: string;
  /** Undefined where being signed in is enough. */
  readonly right: Right | undefined;
  readonly speaks: Speaks;
  readonly path: (world: World) => string;
  readonly body?: (world: World) => object;
  /** What has to be done before it can be, for whoever is to do it. */
  readonly prepare?: (deps: TestDeps, world: World, as: Actor) => Promise<void>;
}

const COUNTY = DESTINATION.slice(0, 6);
const ON = '2026-06-10';
const home = ({ household }: World) => `/households/${household.id}`;
const spot = ({ site }: World) => `/sites/${site}`;

const reads = (route: string, speaks: Speaks, path: Row['path'], right?: Right): Row => ({
  ...{ route: `GET ${route}`, speaks, path },
  right: speaks === 'nothing' ? undefined : (right ?? 'read'),
});

/** Rows of one route: a body for each command. */
const gives = (
  route: string,
  speaks: Speaks,
  path: Row['path'],
  bodies: Readonly<Record<string, object | ((world: World) => object)>>,
): Row[] =>
  Object.entries(bodies).map(([command, body]) => {
    const right = expectedRightOf(command);
    if (!right) throw new Error(`nobody has said who may ${command}`);
    return {
      ...{ route, command, right, speaks, path },
      body: typeof body === 'function' ? (body as (world: World) => object) : () => body,
    };
  });

const voided = { void: '录入有误' };
const support = { on: ON, kind: 'funds', what: '产业奖补' };

/** A flag that every household of the matrix has: its plan is over. */
const flagOf = ({ household }: World): string =>
  flagIdOf({ kind: 'household', id: household.id }, { rule: 'R4' });

/** Every route, with a request that the right role from the right area gets a success for. */
export const ROWS: readonly Row[] = [
  reads('/me', 'nothing', () => '/me'),
  reads('/areas', 'nothing', () => '/areas'),
  {
    route: 'POST /people/lookup',
    right: 'look_up',
    speaks: 'person',
    path: () => '/people/lookup',
    body: ({ idNumber }) => ({ idNumber }),
  },
  ...gives('POST /households/{id}/reveal', 'household', (w) => `${home(w)}/reveal`, {
    reveal: ({ member }: World) => ({ memberId: member, fields: ['phone'], purpose: '电话核实务工情况' }),
  }),

  reads('/households', 'list', () => `/households?area=${DESTINATION}`),
  ...gives('POST /households', 'place', () => '/households', {
    'register-household': ({ site }: World) => ({
      ...{ area: DESTINATION, siteId: site, resettlement: 'centralised', movedIn: '2019-10-01' },
      members: [{ name: '新户主', birth: '1990-01-01' }],
    }),
  }),
  reads('/households/{id}', 'household', home),
  ...gives('PATCH /households/{id}', 'household', home, {
    'correct-household': { form: '集中' },
    'move-in': { movedIn: '2019-11-01' },
    'dissolve-household': { dissolved: ON },
    'record-conditions': { conditions: { from: ON, value: 'unable' } },
    'declare-household-year': { declared: { year: 2026, schemes: { dibao: true } } },
    'record-income-statement': { statement: { year: 2025, date: '2025-12-31', perCapita: 9000 } },
  }),
  ...gives('POST /households/{id}/re-evaluations', 'household', (w) => `${home(w)}/re-evaluations`, {
    're-evaluate-household': {},
  }),

  ...gives('POST /households/{id}/members', 'household', (w) => `${home(w)}/members`, {
    'add-member': { name: '新成员', birth: '2020-01-01' },
  }),
  ...gives('PATCH /households/{id}/members/{mid}', 'household', (w) => `${home(w)}/members/${w.member}`, {
    'correct-member': { education: '初中' },
    'member-left': { left: ON },
    'member-died': { died: ON },
    'record-capacity': { capacity: { from: ON, value: 'lost' } },
    'record-willingness': { willingness: { from: ON, value: 'unwilling' } },
    'record-schooling': { schooling: { from: ON, value: 'none' } },
    'record-service': { service: { from: ON, value: 'serving' } },
    'record-refusal': { refusal: { on: ON, offer: '护林员' } },
    'void-refusal': ({ refusal }: World) => ({ voidRefusal: { id: refusal, reason: '有误' } }),
    'declare-member-year': { declared: { year: 2026, schemes: { resident_medical: true } } },
  }),

  {
    route: 'POST /employments',
    command: 'log-employment',
    right: 'keep_employments',
    speaks: 'household',
    path: () => '/employments',
    body: ({ idNumber }) => ({ idNumber, employer: '甲厂', from: ON }),
  },
  ...gives('POST /households/{id}/employments', 'household', (w) => `${home(w)}/employments`, {
    'log-employment': ({ other }: World) => ({ memberId: other, employer: '甲厂', from: ON }),
  }),
  ...gives(
    'PATCH /households/{id}/employments/{eid}',
    'household',
    (w) => `${home(w)}/employments/${FACTS.job}`,
    {
      'correct-employment': { job: '缝纫' },
      'end-employment': { ended: ON },
      'confirm-employment': { confirmed: ON },
      'void-employment': voided,
    },
  ),

  ...gives('POST /households/{id}/income-channels', 'household', (w) => `${home(w)}/income-channels`, {
    'log-income-channel': { kind: 'property', what: '出租门面', from: ON, amount: 3000 },
  }),
  ...gives(
    'PATCH /households/{id}/income-channels/{cid}',
    'household',
    (w) => `${home(w)}/income-channels/${FACTS.channel}`,
    {
      'correct-income-channel': { what: '养鸡' },
      'end-income-channel': { ended: ON },
      'record-channel-amount': { amount: { from: ON, value: 4000 } },
      'confirm-income-channel': { confirmed: ON },
      'void-income-channel': voided,
    },
  ),
  ...gives(
    'PATCH /households/{id}/linkages/{lid}',
    'household',
    (w) => `${home(w)}/linkages/${FACTS.linkage}`,
    {
      'correct-linkage': { kind: 'land' },
      'end-linkage': { ended: ON },
      'record-linkage-amount': { yearly: { from: ON, value: 800 } },
      'confirm-linkage': { confirmed: ON },
      'void-linkage': voided,
    },
  ),

  ...gives('POST /households/{id}/coverages', 'household', (w) => `${home(w)}/coverages`, {
    'log-coverage': ({ member }: World) => ({
      ...{ memberId: member, scheme: 'resident_medical', status: 'insured', from: ON },
    }),
  }),
  ...gives(
    'PATCH /households/{id}/coverages/{vid}',
    'household',
    (w) => `${home(w)}/coverages/${FACTS.coverage}`,
    {
      'correct-coverage': { monthly: 400 },
      'end-coverage': { ended: ON },
      'void-coverage': voided,
    },
  ),
  ...gives('POST /households/{id}/assessments', 'household', (w) => `${home(w)}/assessments`, {
    assess: { on: ON, scheme: 'tekun', eligible: false },
  }),
  ...gives(
    'PATCH /households/{id}/assessments/{aid}',
    'household',
    (w) => `${home(w)}/assessments/${w.assessment}`,
    { 'void-assessment': voided },
  ),

  ...gives('POST /households/{id}/pension-transfers', 'household', (w) => `${home(w)}/pension-transfers`, {
    'start-pension-transfer': ({ other }: World) => ({ memberId: other, appliedOn: ON }),
  }),
  ...gives(
    'POST /households/{id}/pension-transfers/{tid}/steps',
    'household',
    (w) => `${home(w)}/pension-transfers/${w.transfer}/steps`,
    { 'record-transfer-step': { step: 'contact_letter_sent', on: ON } },
  ),
  ...gives(
    'PATCH /households/{id}/pension-transfers/{tid}',
    'household',
    (w) => `${home(w)}/pension-transfers/${w.transfer}`,
    { 'void-pension-transfer': voided },
  ),

  ...gives('PUT /households/{id}/plan', 'household', (w) => `${home(w)}/plan`, {
    'log-plan': { what: '种桑', from: ON },
  }),
  ...gives('PATCH /households/{id}/plans/{pid}', 'household', (w) => `${home(w)}/plans/${FACTS.plan}`, {
    'correct-plan': { what: '种花椒' },
    'end-plan': { ended: ON },
    'void-plan': voided,
  }),

  reads('/sites', 'list', () => `/sites?area=${DESTINATION}`),
  ...gives('POST /sites', 'place', () => '/sites', {
    'register-site': ({ n }: World) => ({ area: DESTINATION, name: `新安置点${n}` }),
  }),
  reads('/sites/{id}', 'site', spot),
  ...gives('PATCH /sites/{id}', 'site', spot, {
    'correct-site': { form: '集镇' },
    'vacate-site': { vacated: ON },
  }),
  reads('/sites/{id}/households', 'site', (w) => `${spot(w)}/households`),
  ...gives('POST /sites/{id}/re-evaluations', 'site', (w) => `${spot(w)}/re-evaluations`, {
    're-evaluate-site': {},
  }),
  ...gives('POST /sites/{id}/industries', 'site', (w) => `${spot(w)}/industries`, {
    'add-industry': { name: '食用菌' },
  }),
  ...gives('PATCH /sites/{id}/industries/{iid}', 'site', (w) => `${spot(w)}/industries/${INDUSTRY}`, {
    'correct-industry': { type: '种植' },
    'record-industry-status': { status: { from: ON, value: 'operating' } },
    'record-industry-leading': { leading: { from: ON, value: true } },
    'confirm-industry': { confirmed: ON },
    'void-industry': voided,
  }),
  ...gives('POST /sites/{id}/linkages', 'site', (w) => `${spot(w)}/linkages`, {
    'add-linkage': ({ household }: World) => ({
      ...{ householdId: household.id, industryId: INDUSTRY, kind: 'land', from: ON },
    }),
  }),

  reads('/households/{id}/support', 'household', (w) => `${home(w)}/support`),
  ...gives('POST /households/{id}/support', 'household', (w) => `${home(w)}/support`, {
    'log-household-support': support,
  }),
  reads('/sites/{id}/support', 'site', (w) => `${spot(w)}/support`),
  ...gives('POST /sites/{id}/support', 'site', (w) => `${spot(w)}/support`, {
    'log-site-support': support,
  }),

  reads('/households/{id}/findings', 'household', (w) => `${home(w)}/findings?on=${ON}`),
  reads('/households/{id}/changes', 'household', (w) => `${home(w)}/changes`),
  reads('/sites/{id}/findings', 'site', (w) => `${spot(w)}/findings`),
  reads('/sites/{id}/changes', 'site', (w) => `${spot(w)}/changes`),
  reads('/alerts', 'list', () => `/alerts?area=${DESTINATION}`),
  reads('/alerts/{id}', 'site', (w) => `/alerts/${w.alert}`),
  {
    ...{ route: 'POST /alerts/{id}/acknowledge', right: 'acknowledge', speaks: 'site' },
    path: (w) => `/alerts/${w.alert}/acknowledge`,
    body: () => ({}),
  },
  { route: 'GET /runs', right: 'oversee', speaks: 'nothing', path: () => '/runs?job=audit' },
  reads('/settings/{area}', 'list', () => `/settings/${COUNTY}`),
  reads('/settings/{area}/changes', 'list', () => `/settings/${COUNTY}/changes`),
  {
    route: 'PUT /settings/{area}',
    right: 'keep_settings',
    speaks: 'list',
    path: () => `/settings/${COUNTY}`,
    body: () => ({ from: '2027-01-01', values: { graceDays: 45 }, reason: '会议纪要' }),
  },
  {
    route: 'POST /settings/{area}/withdraw',
    right: 'keep_settings',
    speaks: 'list',
    path: () => `/settings/${COUNTY}/withdraw`,
    body: () => ({ from: '2027-01-01', reason: '改期' }),
  },
  reads('/numbers/league', 'list', () => `/numbers/league?area=${COUNTY}`),
  reads('/numbers', 'list', () => `/numbers?area=${DESTINATION}`),
  reads('/numbers/trend', 'list', () => `/numbers/trend?area=${DESTINATION}`),
  reads('/flags', 'list', () => `/flags?area=${DESTINATION}`),
  reads('/assessments/{month}', 'list', () => `/assessments/2026-05?area=${DESTINATION}`),
  reads('/flags/{id}', 'household', (w) => `/flags/${flagOf(w)}`),
  ...gives('POST /flags', 'household', () => '/flags', {
    'open-flag': (w: World) => ({ ...{ id: byHand(w), source: 'patrol', text: '走访发现' }, dueOn: LATER }),
  }),
  ...FLAG_STEPS.flatMap(([name, input, ...before]) =>
    gives(`POST /flags/{id}/${name}`, 'household', (w) => `/flags/${byHand(w)}/${name}`, {
      [`${name}-flag`]: input,
    }).map((row) => ({ ...row, prepare: brought(before) })),
  ),
  ...FLAG_STEPS.flatMap(([name, input, ...before]) =>
    gives('POST /flags/bulk', 'each', () => '/flags/bulk', {
      [`${name}-flag`]: (w: World) => ({ ids: [byHand(w)], step: name, input }),
    }).map((row) => ({ ...row, prepare: brought(before) })),
  ),
];
