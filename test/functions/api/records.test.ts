import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { settingsPartition } from '../../../shared/table/store/keys.ts';
import { person } from '../../deps.ts';
import { family, familyId, personId, placeId, placement } from '../../families.ts';
import { countyApi, idNumbersOf, PHONE } from './county.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
beforeAll(async () => {
  api = await countyApi();
});

describe('a record', () => {
  test('comes with its version as ETag, its findings in sentences, its flags, and nothing of the table’s own', async () => {
    const { status, headers, text } = await api.ask(`/households/${familyId(1)}`);
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    const record = JSON.parse(text);
    expect(record).toMatchObject({ kind: 'household', id: familyId(1), number: '511722000001', version: 1 });
    expect(record).not.toHaveProperty('evaluated');
    const finding = record.findings.find(({ rule }: { rule: string }) => rule === 'R3');
    expect(finding).toMatchObject({
      outcome: 'gap',
      clause: '二（三）2',
      sentences: [0, 1].map((m) => `成员1之${m}有劳动能力和就业意愿，但全家无人就业`),
      closing: expect.stringContaining('就业'),
    });
    expect(record.flags.map(({ rule }: { rule: string }) => rule)).toContain('R3');
  });

  test('of a site names its industries and has its findings', async () => {
    const { status, text } = await api.ask(`/sites/${placeId(1)}`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ name: '安置点1', findings: [{ rule: 'R1', outcome: 'gap' }] });
  });

  test.each([
    ['zh-CN', /[\u4e00-\u9fff]/],
    ['de, zh;q=0.5', /[\u4e00-\u9fff]/],
    ['', /[\u4e00-\u9fff]/],
    ['en-GB,en;q=0.9,zh;q=0.1', /^[^\u4e00-\u9fff]*$/],
    ['EN', /^[^\u4e00-\u9fff]*$/],
  ])('is told in the language that is asked for: %j', async (language, script) => {
    const headers = { 'accept-language': language };
    const { body } = await api.ask(`/households/${familyId(2)}/findings`, { headers });
    expect(body.items.length).toBeGreaterThan(5);
    for (const { closing } of body.items) if (closing) expect(closing).toMatch(script);
    const refused = await api.ask('/flags?limit=0', { headers });
    expect(refused.body.errors[0]?.message).toMatch(script);
  });

  test.each([
    '/households/abc',
    `/households/${familyId(99)}`,
    `/households/${placeId(1)}`,
    `/sites/${familyId(1)}`,
    `/households/${familyId(1).toLowerCase()}`,
    `/households/${familyId(99)}/findings`,
    '/households/__proto__/findings',
    '/households/%E0%A4%A',
    `/sites/${placeId(9)}/households`,
    `/sites/${placeId(9)}/findings`,
    `/households/${familyId(1)}/nothing`,
    `/flags/H-${familyId(99)}-R3`,
    '/flags/x',
    '/nothing',
    '/',
  ])('%s is not there', async (path) => {
    const { status, type, body } = await api.ask(path);
    expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(body).toMatchObject({ status: 404, title: '未找到', detail: expect.any(String) });
  });
});

test('findings of a day are that day’s, under the settings that held then', async () => {
  const { deps, ask } = await countyApi();
  const clerk = person('admin', '5117');
  await act(deps, clerk, family(50));
  await act(deps, clerk, placement(50, '2026-02-20', '2026-05-20'));
  const values = { ...DEFAULT_SETTINGS, graceDays: 5 };
  await deps.table.client.send(
    new PutCommand({
      TableName: deps.table.name,
      Item: { pk: settingsPartition(AreaCode.parse('511722')), sk: '2026-06-01', values },
    }),
  );
  // Settings that were read serve for a minute.
  deps.goTo('2026-06-16');
  const onDay = async (on?: string) => {
    const { body } = await ask(`/households/${familyId(50)}/findings${on ? `?on=${on}` : ''}`);
    return body.items.find(({ rule }) => rule === 'R3')?.outcome;
  };
  expect(await onDay('2026-02-19')).toBe('gap');
  expect(await onDay('2026-02-20')).toBe('met');
  // Twelve days after the job: within the thirty of grace that held in May, beyond the five of June.
  expect(await onDay('2026-05-31')).toBe('at_risk');
  expect(await onDay('2026-06-01')).toBe('gap');
  expect(await onDay()).toBe('gap');
});

test('no answer has an ID number or a phone in full', async () => {
  const { deps, ask } = api;
  await act(deps, person('township_clerk'), {
    subject: { kind: 'household', id: familyId(4) },
    steps: [{ name: 'correct-member', input: { memberId: personId(4, 0), phone: PHONE } }],
  });
  const secrets = (await Promise.all([1, 4, 7].map((n) => idNumbersOf(deps, n)))).flat();
  expect(secrets).toHaveLength(6);
  const paths = [
    '/healthz',
    '/households?limit=200',
    '/sites',
    '/flags?limit=200',
    `/sites/${placeId(1)}/households`,
    ...[placeId(1), placeId(2)].flatMap((id) => [`/sites/${id}`, `/sites/${id}/findings`]),
    ...[1, 4, 7].flatMap((n) => [`/households/${familyId(n)}`, `/households/${familyId(n)}/findings`]),
    ...secrets.flatMap((secret) => [
      `/households/${secret}`,
      `/households?cursor=${secret}`,
      `/households?${secret}=1`,
    ]),
  ];
  const answers = await Promise.all(paths.map((path) => ask(path)));
  const all = answers.map(({ text }) => text).join('\n');
  expect(all).toContain('138****8000');
  expect(all).toContain('511799************');
  for (const secret of [...secrets, PHONE]) expect(all).not.toContain(secret);
  for (const secret of [...secrets, PHONE]) expect(JSON.stringify(deps.logged)).not.toContain(secret);
});
