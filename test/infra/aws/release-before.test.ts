import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { verifyHistory, verifySettingsHistory } from '../../../shared/queries/verified-history.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { person, testDeps } from '../../deps.ts';
import { family, familyId, personId, place, placeId, placement } from '../../families.ts';
import { fillTable, releaseBundle, releaseItems } from '../../fixtures/release-8a93417.ts';
import { apiOf } from '../../functions/api/county.ts';
import { itemAt } from '../../shared/table/raw.ts';
import { bundledApi } from './bundled-api.ts';

/** The function of release 8a93417 and this version work on one table, as they do while one takes over from the other. */
const deps = await testDeps('2026-06-15');
await fillTable(deps.table, releaseItems());
const admin = person('admin', '5117');
const lead = person('county_lead', '5117');
if (admin.kind !== 'person' || lead.kind !== 'person') throw new Error('no person');

const folder = mkdtempSync(join(tmpdir(), 'houfu-release-'));
afterAll(() => rm(folder, { recursive: true }));
writeFileSync(join(folder, 'api.mjs'), releaseBundle());
const before = await bundledApi(join(folder, 'api.mjs'), deps.table, new Date(deps.clock()).toISOString());
const now = apiOf(deps);

// This version's own: a site, a family that lives there, a job, a linkage, a flag that somebody works on.
const HOUSEHOLD: Subject = { kind: 'household', id: familyId(21) };
const SITE: Subject = { kind: 'site', id: placeId(21) };
const INDUSTRY = '0J000000000000000000000001';
await act(deps, admin, place(21));
await act(deps, admin, {
  subject: SITE,
  steps: [{ name: 'add-industry', input: { id: INDUSTRY as never, name: '茶园' } }],
});
await act(deps, admin, family(21, 4, placeId(21)));
await act(deps, admin, placement(21, '2026-01-10', '2026-05-20'));
await act(deps, admin, {
  subject: { kind: 'site', id: placeId(2) },
  steps: [{ name: 'correct-site', input: { phone: '0818-5200000' } }],
});
const household = `/households/${familyId(21)}`;

const asLead = (path: string, parts = {}) => before.ask(path, { as: lead, ...parts });

describe('records that this version wrote, in the release before', () => {
  test.each([
    household,
    `/sites/${placeId(2)}`,
    `/sites/${placeId(2)}/changes`,
    `${household}/findings`,
    `${household}/changes`,
    '/flags?area=511722',
  ])('are read there as here: %s', async (path) => {
    const [there, here] = [await asLead(path), await now.ask(path, { as: lead })];
    expect([there.status, here.status], there.text + before.log()).toEqual([200, 200]);
    expect(here.body).toMatchObject({
      ...there.body,
      ...(there.body.next ? { next: expect.any(String) } : {}),
    });
  });

  test('are changed there, and changed back here, and nothing is lost', async () => {
    const { version } = (await asLead(household)).body;
    const placed = await asLead(`${household}/employments`, {
      method: 'POST',
      headers: { 'idempotency-key': 'there' },
      body: { memberId: personId(21, 1), employer: '甲厂', from: '2026-06-01' },
    });
    expect(placed, placed.text).toMatchObject({ status: 201, body: { version: version + 1 } });
    const read = await now.ask(household);
    expect(read.body).toEqual((await asLead(household)).body);
    const [id] = placed.body.made;
    const patched = await now.ask(`${household}/employments/${id}`, {
      method: 'PATCH',
      body: { job: '缝纫' },
    });
    expect(patched, patched.text).toMatchObject({ status: 200, body: { version: version + 2 } });
    expect((await asLead(household)).body).toEqual((await now.ask(household)).body);
    // What was answered there under a key is answered here, and the other way round.
    const again = { method: 'POST', headers: { 'idempotency-key': 'there' } };
    const body = { memberId: personId(21, 1), employer: '甲厂', from: '2026-06-01' };
    expect((await now.ask(`${household}/employments`, { as: lead, ...again, body })).body).toEqual(
      placed.body,
    );
  });

  test('have flags that are worked on there and here', async () => {
    const id = `H-${familyId(21)}-R8-${personId(21, 0)}`;
    const opened = await now.ask('/flags', {
      method: 'POST',
      body: { id, source: 'petition', text: '群众反映关系没有转回', dueOn: '2026-07-10' },
    });
    expect(opened.status, opened.text).toBeLessThan(300);
    const assigned = await asLead(`/flags/${id}/assign`, {
      method: 'POST',
      body: { assignee: 'township_clerk-1', role: 'township_clerk', dueOn: '2026-07-20' },
    });
    expect(assigned.status, assigned.text).toBe(200);
    const noted = await now.ask(`/flags/${id}/note`, {
      method: 'POST',
      as: person('township_clerk', '5117'),
      body: { text: '已电话联系' },
    });
    expect(noted.status, noted.text).toBe(200);
    expect((await asLead(`/flags/${id}`)).body).toMatchObject({ state: 'rectifying' });
  });

  test('make settings that are read there', async () => {
    const put = await now.ask('/settings/511723', {
      as: admin,
      method: 'PUT',
      body: { from: '2026-07-01', values: { graceDays: 20 }, reason: '纪要' },
    });
    expect(put.status, put.text).toBe(200);
    const there = await before.ask('/settings/511723', { as: admin });
    expect(there, there.text).toMatchObject({ status: 200, body: { version: 1 } });
  });

  test('and whatever was changed there or here, their histories are whole, and all agrees', async () => {
    for (const subject of [HOUSEHOLD, SITE]) expect(await verifyHistory(deps, subject)).toEqual([]);
    expect(await verifySettingsHistory(deps, AreaCode.parse('511723'))).toEqual([]);
    const { differences, failed } = await reconcile(deps, { repair: false });
    expect({ differences, failed }).toEqual({ differences: [], failed: [] });
  });
});

describe('what the release before cannot do', () => {
  test('is to list summaries that have names in place of letters; a change there spells them as it did', async () => {
    const { subject, steps } = family(22, 2, placeId(21));
    await act(deps, admin, { subject, steps });
    expect((await itemAt(deps.table, recordKey(subject))).schemaVersion).toBe(2);
    expect((await asLead('/households?area=511722')).status).toBe(500);
    // Nor a site of whose people one is such a record, since it is judged by who lives there.
    expect((await asLead(`/sites/${placeId(21)}`)).status).toBe(500);
    // Records that nobody has changed since are listed there still.
    expect((await asLead('/households?area=511722001')).status).toBe(200);
    const patched = await asLead(`/households/${familyId(22)}`, {
      method: 'PATCH',
      body: { phone: '13800138002' },
    });
    expect(patched.status, patched.text).toBe(200);
    const { summary, schemaVersion } = await itemAt(deps.table, recordKey(subject));
    expect(summary).toMatchObject({ n: '成员22之0', a: '511722107' });
    expect(schemaVersion).toBeUndefined();
    // Here both are listed.
    const { body } = await now.ask(`/sites/${placeId(21)}/households`);
    expect(body.items.map(({ id }) => id)).toEqual([familyId(21), familyId(22)]);
  });
});
