import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { copyAreas } from '../../../infra/aws/areas.ts';
import { bundle } from '../../../infra/aws/bundle.ts';
import { runAudit } from '../../../infra/local/jobs/audit.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { runVerify } from '../../../infra/local/jobs/verify.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { DEFAULT_PREFECTURES } from '../../../shared/domain/areas/prefecture.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { canonical } from '../../../shared/domain/history/hash.ts';
import { person, testDeps } from '../../deps.ts';
import { LATER, NEXT_RULE, ofNextVersion } from '../../fixtures/next-version.ts';
import { fillTable, type Item, releaseAnswers, releaseItems } from '../../fixtures/release-8a93417.ts';
import { check, freezeCounty } from '../../functions/freeze/county.ts';
import { everything } from '../../shared/table/raw.ts';
import { bundledApi } from './bundled-api.ts';

/** This version's function on a table that the next version has written. */
const deps = await testDeps('2026-06-15');
const stored = ofNextVersion(releaseItems());
await fillTable(deps.table, stored);
const COUNTY = AreaCode.parse('511722');
const lead = person('county_lead', '5117');
const admin = person('admin', '5117');
const clerk = person('township_clerk', '5117');
if (lead.kind !== 'person' || admin.kind !== 'person' || clerk.kind !== 'person')
  throw new Error('no person');

const folder = mkdtempSync(join(tmpdir(), 'houfu-next-'));
afterAll(() => rm(folder, { recursive: true }));
bundle('functions/api/lambda.ts', folder);
copyAreas(DEFAULT_PREFECTURES, folder);
const api = await bundledApi(join(folder, 'index.mjs'), deps.table, new Date(deps.clock()).toISOString());

const SILENT: Output = {
  language: 'en',
  json: false,
  say: () => {},
  isOver: () => false,
  remark: () => {},
  progress: () => ({ at: () => {}, done: () => {} }),
};
const verified = () => runVerify(deps, undefined, SILENT);
const idsOf = (prefix: string) =>
  stored.flatMap(({ pk, sk }) =>
    sk === 'RECORD' && String(pk).startsWith(prefix) ? [String(pk).slice(2)] : [],
  );

/** Paths of everything that the next version alone knows, in a value. */
const laterIn = (value: unknown, path = ''): string[] => {
  if (typeof value === 'string') {
    // Packed texts: findings, counts of flags, numbers.
    return [...value.matchAll(new RegExp(`${NEXT_RULE}[^ ;]*`, 'g'))].map(([one]) => `${path}=${one}`);
  }
  if (Array.isArray(value)) return value.flatMap((one, i) => laterIn(one, `${path}[${one?.id ?? i}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    key.startsWith(LATER) || key === NEXT_RULE
      ? [`${path}.${key}=${canonical(one)}`]
      : laterIn(one, `${path}.${key}`),
  );
};
const allLater = (items: readonly Item[]) => items.flatMap((item) => laterIn(item, `${item.pk} ${item.sk}`));

describe('records of the next version', () => {
  test('are whole', async () => {
    expect(allLater(stored).length).toBeGreaterThan(3000);
    expect(await verified()).toEqual({ looked: 25, faults: 0, failed: [] });
  });

  test('are read, listed and counted, and nothing goes out that this version does not know', async () => {
    const { answers } = releaseAnswers();
    const paths = Object.keys(answers).filter((path) => !path.startsWith('/assessments'));
    for (const path of paths) {
      const { status, text } = await api.ask(path, { as: lead });
      expect(status, `${path} ${text} ${api.log().slice(-2000)}`).toBe(answers[path]?.status);
      expect(text.includes(LATER), path).toBe(false);
    }
  });

  test('answer again what was done once under a key', async () => {
    for (const { path, role, method, key, body, answer } of releaseAnswers().repeated) {
      const as = person(role, '5117');
      if (as.kind !== 'person') throw new Error('no person');
      const again = await api.ask(path, { as, method, body, headers: { 'idempotency-key': key } });
      expect({ status: again.status, body: again.body }, `${path} ${api.log().slice(-3000)}`).toMatchObject(
        answer,
      );
      expect(again.text).not.toContain(LATER);
    }
  });

  test('are changed', async () => {
    const changes: [string, string, object][] = [
      ...idsOf('H#').map((id): [string, string, object] => [
        'PATCH',
        `/households/${id}`,
        { phone: '13800138003' },
      ]),
      ...idsOf('S#').map((id): [string, string, object] => ['PATCH', `/sites/${id}`, { note: '核实' }]),
      ...idsOf('H#').map((id): [string, string, object] => [
        'POST',
        `/households/${id}/income-channels`,
        { kind: 'business', what: '养蜂', from: '2026-06-01', amount: 8600 },
      ]),
      ['PUT', '/settings/511722', { from: '2026-09-01', values: { graceDays: 25 }, reason: '纪要' }],
    ];
    for (const [method, path, body] of changes) {
      const { status, text } = await api.ask(path, { as: admin, method, body });
      expect(status, `${path} ${text} ${api.log().slice(-2000)}`).toBeLessThan(300);
    }
    const { body } = await api.ask('/flags?area=511722&limit=100', { as: lead });
    for (const { id } of body.items.filter((flag: { state: string }) => flag.state === 'assigned')) {
      const { status, text } = await api.ask(`/flags/${id}/note`, {
        as: clerk,
        method: 'POST',
        body: { text: '已电话联系' },
      });
      expect([200, 403], `${id} ${text}`).toContain(status);
    }
    const alerts = await api.ask('/alerts?area=511722', { as: lead });
    for (const { id } of alerts.body.items) {
      expect(
        (await api.ask(`/alerts/${id}/acknowledge`, { as: lead, method: 'POST', body: {} })).status,
      ).toBe(200);
    }
  });

  test('are audited, frozen, checked, verified and reconciled', async () => {
    deps.goTo('2026-07-02');
    const run = await runAudit(deps, { on: plainDate('2026-07-02'), area: COUNTY, by: 'schedule' }, SILENT);
    expect(run).toMatchObject({ failed: [], missing: [] });
    const month = Month.parse('2026-06');
    for (const part of await freezeCounty(deps, month))
      expect(part).toMatchObject({ complete: true, failed: [] });
    const { differences } = await check(deps, { month });
    expect(differences).toEqual([]);
    expect(await verified()).toEqual({ looked: 25, faults: 0, failed: [] });
    const found = await reconcile(deps, { repair: false });
    expect({ differences: found.differences, failed: found.failed }).toEqual({ differences: [], failed: [] });
  });

  test('still say all that the next version alone knows', async () => {
    const left = new Set(allLater(await everything(deps.table)));
    // What an audit is done with is gone.
    const lost = allLater(stored).filter((one) => !left.has(one) && !one.startsWith('T#'));
    expect(lost).toEqual([]);
  });
});
