import { expect, test } from 'vitest';
import { runAssessment } from '../../../../../infra/local/jobs/assessment.ts';
import { isClean, runAudit } from '../../../../../infra/local/jobs/audit.ts';
import { runFindings } from '../../../../../infra/local/jobs/findings.ts';
import { runFreeze } from '../../../../../infra/local/jobs/freeze.ts';
import type { Output } from '../../../../../infra/local/jobs/output.ts';
import { runReconcile } from '../../../../../infra/local/jobs/reconcile.ts';
import { runVerify } from '../../../../../infra/local/jobs/verify.ts';
import { AreaCode } from '../../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../../../shared/domain/calendar/months.ts';
import { person, testDeps } from '../../../../deps.ts';
import { fillTable, releaseAnswers, releaseItems } from '../../../../fixtures/release-8a93417.ts';
import { apiOf } from '../../../../functions/api/county.ts';

// Runs where a tenth rule, R10, is registered beside a table that was filled under nine. See tenth-rule.test.ts.

const { answers, repeated, jobs } = releaseAnswers();
const deps = await testDeps('2026-06-15');
await fillTable(deps.table, releaseItems());
const { ask } = apiOf(deps);
const area = AreaCode.parse('511722');
const paths = Object.keys(answers);
const under = (root: string) => paths.filter((path) => path.split(/[/?]/)[1] === root);

interface Named {
  readonly id: string;
  readonly rule?: string;
}

interface RuleCounts extends Named {
  readonly met: number;
  readonly gap: number;
  readonly subjects: number;
  readonly flags: { readonly open: number };
}

/** The fields of answers that are looked at here. */
interface Reply {
  readonly items: Named[];
  readonly next?: string;
  readonly findings: Named[];
  readonly rules: RuleCounts[];
  readonly households: number;
  readonly notYetEvaluated: { readonly households: number; readonly sites: number };
  readonly values: object;
  readonly versions: object[];
  readonly areas: { readonly rules: object }[];
}

const answered = (path: string): Reply => answers[path]?.body as unknown as Reply;

const get = async (path: string): Promise<Reply> => {
  const { status, body: said } = await ask(path);
  const body = said as unknown as Reply;
  expect(status, `${path} ${JSON.stringify(body)}`).toBe(answers[path]?.status ?? 200);
  return body;
};

/** All pages of a list as one. */
const whole = async (path: string): Promise<Reply> => {
  const { next: first, ...page } = await get(path);
  const items = [...(page.items ?? [])];
  for (let next = first; next !== undefined; ) {
    const cursor = `cursor=${encodeURIComponent(next)}`;
    const more: Reply = await get(`${path}${path.includes('?') ? '&' : '?'}${cursor}`);
    items.push(...more.items);
    next = more.next;
  }
  return first === undefined ? page : { ...page, items };
};

const listed = async (path: string): Promise<Named[]> => (await whole(path)).items;

const withoutTenth = (items: readonly Named[] = []) => items.filter(({ rule }) => rule !== 'R10');

const printed = async (work: (output: Output) => Promise<unknown>): Promise<object[]> => {
  const lines: object[] = [];
  await work({
    language: 'zh-CN',
    json: true,
    say: (object) => void lines.push(JSON.parse(JSON.stringify(object))),
    isOver: () => false,
    remark: () => {},
    progress: () => ({ at: () => {}, done: () => {} }),
  });
  return lines;
};

const verify = () => printed((output) => runVerify(deps, undefined, output));
const check = (month: string) =>
  printed((output) => runAssessment(deps, { month: Month.parse(month), area, check: true }, output));
const audit = async (on: string) => {
  const run = await runAudit(deps, { on: plainDate(on), area, by: 'clerk' }, silent);
  expect(isClean(run), JSON.stringify(run)).toBe(true);
};
const silent: Output = {
  language: 'zh-CN',
  json: true,
  say: () => {},
  isOver: () => false,
  remark: () => {},
  progress: () => ({ at: () => {}, done: () => {} }),
};

test('before an audit every list has what it had', async () => {
  const lists = paths.filter((path) => /^\/(households|sites|flags)\?/.test(path));
  expect(lists.length).toBeGreaterThan(40);
  for (const path of lists) {
    const { items } = answered(path);
    expect(
      (await listed(path)).map(({ id }) => id),
      path,
    ).toEqual(items.map(({ id }) => id));
  }
  expect(await listed('/households?area=511722&rule=R10')).toEqual([]);
  expect(await listed('/flags?area=511722&rule=R10')).toEqual([]);
});

test('records, as they are and as they were known, and their flags have what the nine rules said', async () => {
  for (const path of [...under('households'), ...under('sites')].filter((one) =>
    /^\/\w+\/[^?/]+(\?asOf|$)/.test(one),
  )) {
    const body = await get(path);
    // Not on record then.
    if (answers[path]?.status !== 200) continue;
    expect({ ...body, findings: withoutTenth(body.findings) }, path).toMatchObject(answered(path));
  }
  for (const path of under('flags').filter((one) => one.startsWith('/flags/'))) {
    expect(await get(path), path).toMatchObject(answered(path));
  }
});

test('a record is shown with the tenth rule’s finding, which nothing stores yet', async () => {
  const id = under('households').find((path) => /^\/households\/[^?/]+$/.test(path));
  const { findings } = await get(String(id));
  expect(findings.find(({ rule }) => rule === 'R10')).toMatchObject({ clause: '二（二）6' });
});

test('numbers are those of the nine rules, and none of the tenth', async () => {
  for (const path of under('numbers').filter((one) => one.startsWith('/numbers?'))) {
    const { rules } = await get(path);
    const { rules: expected } = answered(path);
    expect(withoutTenth(rules), path).toMatchObject(expected);
    expect(rules.at(-1)).toMatchObject({ rule: 'R10', subjects: 0, applicable: 0 });
  }
  for (const path of under('numbers')) await get(path);
});

test('settings that were put down under nine rules give the tenth its default', async () => {
  const { values, versions } = await get('/settings/511722');
  const expected = answered('/settings/511722');
  expect(values).toMatchObject({ deadlineDays: { R10: 21 }, autoClose: { R10: true } });
  expect(values).toMatchObject(expected.values);
  expect(versions).toMatchObject(expected.versions);
});

test('frozen months, alerts, runs and histories are as they were', async () => {
  const histories = paths.filter((path) => path.endsWith('/changes') || path.endsWith('/support'));
  for (const path of [...under('assessments'), ...under('alerts'), ...under('runs'), ...histories]) {
    expect(await whole(path), path).toMatchObject(answered(path));
  }
  expect(await check('2026-04')).toMatchObject(jobs.checkApril ?? []);
  expect(await check('2026-05')).toMatchObject(jobs.checkMay ?? []);
  expect(await verify()).toMatchObject(jobs.verify ?? []);
});

test('what was done once under a key is answered again', async () => {
  for (const { path, role, method, key, body, answer } of repeated) {
    const headers = { 'idempotency-key': key };
    const again = await ask(path, { as: person(role, '5117'), method, body, headers });
    expect({ status: again.status, body: again.body }, `${method} ${path}`).toMatchObject(answer);
  }
});

test('the next audit evaluates the tenth rule of every record', async () => {
  const before = await get('/numbers?area=511722');
  expect(before.notYetEvaluated.households).toBe(before.households);
  await audit('2026-06-15');
  const { rules, notYetEvaluated } = await get('/numbers?area=511722');
  expect(notYetEvaluated).toEqual({ households: 0, sites: 0 });
  const { met = 0, gap = 0, subjects, flags } = rules.find(({ rule }) => rule === 'R10') ?? {};
  expect(met).toBeGreaterThan(0);
  expect(gap).toBeGreaterThan(0);
  expect(met + gap).toBe(subjects);
  expect(await listed('/households?area=511722&rule=R10&outcome=gap')).toHaveLength(gap);
  expect(flags?.open).toBe(gap);
  const opened = await listed('/flags?area=511722&rule=R10');
  expect(opened).toHaveLength(gap);
  for (const flag of opened) {
    expect(flag).toMatchObject({ dueOn: '2026-07-06', why: '每户登记联系电话：未落实' });
    expect(await get(`/flags/${flag.id}`)).toMatchObject({
      rule: 'R10',
      finding: { sentences: ['没有登记联系电话'] },
    });
  }
  // The other rules' numbers are what they were.
  expect(withoutTenth(rules)).toMatchObject(withoutTenth(before.rules));
});

test('audited again at once nothing is due, nothing differs, and the history holds', async () => {
  await audit('2026-06-15');
  const differing = await printed((output) => runReconcile(deps, { repair: false, by: 'clerk' }, output));
  expect(differing).toMatchObject(jobs.reconcile ?? []);
  for (const line of await verify()) expect(line).toMatchObject({ faults: expect.anything() });
});

test('a county that lets the duty begin later has no gap of it until then', async () => {
  const values = { dutyFrom: { R10: '2026-09-01' }, deadlineDays: { R10: 10 } };
  const body = { from: '2026-06-20', reason: '逐步推行', values };
  const put = await ask('/settings/511722', { as: person('admin', '5117'), method: 'PUT', body });
  expect(put.status, JSON.stringify(put.body)).toBe(200);
  deps.goTo('2026-06-20');
  await audit('2026-06-20');
  const { rules } = await get('/numbers?area=511722');
  expect(rules.at(-1)).toMatchObject({ rule: 'R10', applicable: 0, gap: 0, flags: { open: 0 } });
});

test('a month is frozen and checked with ten rules, and the months of nine still hold', async () => {
  deps.goTo('2026-07-01');
  await audit('2026-07-01');
  const month = Month.parse('2026-06');
  const frozen = await runFreeze(deps, { month, area, by: 'clerk' }, silent);
  expect(frozen).toMatchObject({ failed: [], missing: [] });
  const { areas } = await get('/assessments/2026-06?area=511722');
  expect(areas.flatMap(({ rules }) => Object.keys(rules))).toContain('R10');
  for (const name of ['2026-04', '2026-05', '2026-06']) {
    const lines = await check(name);
    expect(lines.filter((line) => 'what' in line)).toEqual([]);
  }
  const findings = await printed((output) =>
    runFindings(deps, { on: plainDate('2026-07-01'), area, rule: 'R10' }, output),
  );
  expect(findings.length).toBeGreaterThan(10);
});
