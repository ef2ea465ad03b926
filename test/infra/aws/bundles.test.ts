import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { AuditMessage } from '../../../functions/audit/message.ts';
import { act } from '../../../shared/act/act.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../shared/domain/calendar/dates.ts';
import { daysOfTownships } from '../../../shared/table/numbers/numbers.ts';
import { townships } from '../../areas.ts';
import { person, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { idNumbersOf } from '../../functions/api/county.ts';
import { secretStandIn } from '../../secret-stand-in.ts';
import { signingKey, startIssuer, tokenOf } from '../../shared/identity/issuer.ts';
import { deploymentOf } from './deployment.ts';
import { type HttpRequestParts, httpEvent } from './http-event.ts';
import { queueStandIn } from './queue-stand-in.ts';
import { IDENTITY, synthesised } from './synthesised.ts';

const assembly = synthesised('cn-northwest-1', { complete: true });
const queue = await queueStandIn();
const { start, takeActions, scheduledInput, expectAllowed } = await deploymentOf(assembly);
const today = dateInShanghai(Date.now());
/** A job was about to end 200 days ago and no audit has run since: today's audit finds something. */
const daysAgo = (days: number) => dateOf(dayOf(today) - days);
const deps = await testDeps(daysAgo(200));
await act(deps, person('township_clerk'), place(1));
await act(deps, person('township_clerk'), family(1, 4, placeId(1)));
await act(deps, person('hr_clerk'), placement(1, daysAgo(230), daysAgo(150)));

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
/** The key by which the tests' people are found. */
const current = Buffer.alloc(32, 7).toString('base64');
const manager = await secretStandIn(ARN, JSON.stringify({ current }));

/** Replaces the issuer that the template names, over plain http on loopback. */
const issuing = await signingKey('k1');
const issuer = await startIssuer(issuing);
afterAll(issuer.down);
const token = (role: string, areas: string[], sub = `${role}-1`) => {
  const now = Math.floor(Date.now() / 1000);
  const { audience } = IDENTITY;
  return tokenOf(issuing, { iss: issuer.url, aud: audience, sub, role, areas, iat: now, exp: now + 600 });
};

const deployed = {
  Table: deps.table.name,
  PersonKey: ARN,
  AuditTownships: queue.url,
};
const machine = { AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint, OIDC_ISSUER: issuer.url };
const deployedFunction = (prefix: string) => start(prefix, deployed, machine);

const bundleFolders = (): string[] =>
  readdirSync(assembly.outdir)
    .filter((name) => name.startsWith('asset.'))
    .map((name) => `${assembly.outdir}/${name}`);

const sqsRecord = (messageId: string, body: string) => ({
  messageId,
  receiptHandle: messageId,
  body,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '1',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws-cn:sqs:cn-northwest-1:123456789012:townships',
  awsRegion: 'cn-northwest-1',
});

describe('the bundles of the assembly', () => {
  it('plan the audit when the schedule fires, and audit what the queue delivers', async () => {
    // What the API did to be ready.
    takeActions();
    const plan = await deployedFunction('AuditPlan');
    await plan.invoke(scheduledInput('AuditNightly'));
    expectAllowed('AuditPlan');

    const messages = queue.bodies.map((body) => AuditMessage.parse(JSON.parse(body)));
    expect(messages.map(({ township }) => township).sort()).toEqual(
      townships()
        .map(({ code }) => code)
        .sort(),
    );
    expect(new Set(messages.map(({ on }) => on))).toEqual(new Set([today]));

    const ours = messages.findIndex(({ township }) => township === TOWNSHIP);
    const audit = await deployedFunction('AuditTownship');
    const result = await audit.invoke({
      Records: [sqsRecord('poison', '{"run":'), sqsRecord('ours', queue.bodies[ours] ?? '')],
    });
    expect(result, audit.log()).toEqual({ batchItemFailures: [{ itemIdentifier: 'poison' }] });

    const [day] = await daysOfTownships(deps.table, [TOWNSHIP], today);
    expect(day?.numbers).toMatchObject({ on: today, households: 1, people: 4, sites: 1 });
    // Both were written in June: the flag of the site is long overdue, too.
    expect(day?.runs).toMatchObject([
      { run: messages[0]?.run, looked: 2, due: 1, sites: 1, changed: 2, failed: [] },
    ]);
    expectAllowed('AuditTownship');
  });

  describe('answer requests of the HTTP API', async () => {
    const api = await deployedFunction('HttpApi');
    const clerk = await token('hr_clerk', ['511722']);
    const lead = await token('county_lead', ['511722']);
    const ask = async (path: string, parts: HttpRequestParts = {}) => {
      const answer = (await api.invoke(httpEvent(path, { token: clerk, ...parts }))) as {
        statusCode: number;
        headers: Record<string, string>;
        body: string;
        isBase64Encoded: boolean;
      };
      expect(answer.isBase64Encoded).toBe(false);
      return { ...answer, body: JSON.parse(answer.body) };
    };
    const household = `/households/${familyId(1)}`;

    it('that read', async () => {
      const record = await ask(household);
      expect(record, api.log()).toMatchObject({ statusCode: 200, body: { id: familyId(1), area: TOWNSHIP } });
      expect(record.headers).toMatchObject({
        etag: `"${record.body.version}"`,
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
      });
      expect(record.body.findings.length).toBeGreaterThan(0);
      expect(JSON.stringify(record.body)).not.toMatch(/511799\d{8}/);
      const asOf = new Date(Date.parse(record.body.changedAt)).toISOString().replace('Z', '%2B00:00');
      expect((await ask(household, { query: `asOf=${asOf}` })).body.version).toBe(record.body.version);

      const households = await ask('/households', {
        query: `area=${TOWNSHIP}&name=${encodeURIComponent('成员1')}`,
      });
      expect(households.body.items).toMatchObject([{ id: familyId(1), siteId: placeId(1) }]);
      expect((await ask('/flags', { query: `area=${TOWNSHIP}` })).statusCode).toBe(200);
      expect((await ask(`/sites/${placeId(1)}/households`)).body.items).toHaveLength(1);
      const page = await ask(`${household}/changes`, { query: 'limit=1' });
      const next = await ask(`${household}/changes`, {
        query: `limit=1&cursor=${encodeURIComponent(page.body.next)}`,
      });
      const { version } = record.body;
      expect([page.body.items[0].version, next.body.items[0].version]).toEqual([version, version - 1]);
      expect((await ask('/healthz', { token: undefined })).body).toMatchObject({ table: 'answers' });
      expect((await ask('/me')).body).toMatchObject({ role: 'hr_clerk' });
      expectAllowed('HttpApi');
    });

    it('that look somebody up and log a placement, once under its key, the body in plain or in base 64', async () => {
      const [, idNumber = ''] = await idNumbersOf(deps, 1);
      const found = await ask('/people/lookup', { method: 'POST', body: { idNumber } });
      expect(found, api.log()).toMatchObject({ statusCode: 200, body: { household: { id: familyId(1) } } });
      expect(takeActions()).toEqual(expect.arrayContaining(['dynamodb:BatchGetItem', 'dynamodb:UpdateItem']));

      const { version } = found.body.household;
      const placed = {
        method: 'POST',
        headers: { 'idempotency-key': 'placement-1' },
        body: { memberId: found.body.memberId, employer: '甲厂', from: daysAgo(10) },
      };
      const first = await ask(`${household}/employments`, placed);
      expect(first, api.log()).toMatchObject({
        statusCode: 201,
        body: { version: version + 1, changed: true },
      });
      expect(takeActions()).toContain('dynamodb:PutItem');
      const again = await ask(`${household}/employments`, { ...placed, base64: true });
      expect(again.body).toEqual(first.body);

      const path = `${household}/employments/${first.body.made[0]}`;
      const patch = { method: 'PATCH', body: { job: '缝纫' } };
      const stale = await ask(path, { ...patch, headers: { 'if-match': `"${version}"` } });
      expect([stale.statusCode, stale.body.errors?.length]).toEqual([412, 1]);
      const headers = { 'if-match': `"${version + 1}"` };
      const fresh = await ask(path, { ...patch, base64: true, headers });
      expect([fresh.statusCode, fresh.headers.etag]).toEqual([200, `"${version + 2}"`]);
      const plan = { method: 'PUT', body: { what: '种茶', from: daysAgo(5) }, token: lead };
      expect((await ask(`${household}/plan`, plan)).statusCode).toBe(200);
      const reveal = { memberId: found.body.memberId, fields: ['idNumber'], purpose: '核对身份' };
      const seen = await ask(`${household}/reveal`, { method: 'POST', body: reveal });
      expect(seen.body.values).toEqual({ idNumber });
      const registered = { area: TOWNSHIP, members: [{ name: '新户主', birth: '1990-01-01' }] };
      const made = await ask('/households', { method: 'POST', body: registered, token: lead });
      expect([made.statusCode, made.headers.location]).toEqual([201, `/api/v1/households/${made.body.id}`]);
      const gone = await ask(`/households/${made.body.id}`, {
        method: 'PATCH',
        body: { dissolved: today },
        token: lead,
      });
      expect(gone.statusCode).toBe(200);
      expectAllowed('HttpApi');
      expect(api.log()).not.toContain(idNumber);
    });

    it.each([
      ['without a token', household, { token: undefined }, 401],
      ['with a token that nobody signed', household, { token: `${clerk}x` }, 401],
      [
        'beyond the role',
        `${household}/plan`,
        { method: 'PUT', body: { what: '种茶', from: '2026-01-01' } },
        403,
      ],
      ['of what is not there', `/sites/${placeId(2)}`, {}, 404],
      ['of no address', '/nowhere', {}, 404],
      ['by a method that is none', household, { method: 'PUT', body: {} }, 405],
      [
        'that are not understood',
        `${household}/employments`,
        { method: 'POST', body: { from: 'soon' } },
        400,
      ],
      ['in no JSON', `${household}/employments`, { method: 'POST', raw: '{"from":' }, 400],
      ['too large', `${household}/employments`, { method: 'POST', raw: ' '.repeat(1_100_000) }, 413],
    ] as const)('that fail, with a problem: %s', async (_, path, parts, status) => {
      const { statusCode, headers, body } = await ask(path, parts as HttpRequestParts);
      expect([statusCode, headers['content-type']]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
      expect(body).toMatchObject({ status, instance: headers['x-request-id'] });
      takeActions();
    });
  });

  it('do not start the API with a person key that is not the table’s', async () => {
    const other = await secretStandIn(
      ARN,
      JSON.stringify({ current: Buffer.alloc(32, 8).toString('base64') }),
    );
    const starting = start('HttpApi', deployed, {
      ...machine,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: other.endpoint,
    });
    await expect(starting).rejects.toThrow(/^the function ended: [\s\S]*WrongPersonKey/);
    expect(takeActions().filter((action) => !/GetItem|Query/.test(action))).toEqual([]);
  });

  it('carry beside the API what it serves as it is, and beside the others the areas alone', () => {
    const documents = ['docs.html', 'docs.js', 'openapi.json', 'redoc.js.gz'];
    const carried = bundleFolders().map((bundle) => readdirSync(bundle).sort());
    for (const files of carried) expect(files).toEqual(expect.arrayContaining(['areas', 'index.mjs']));
    for (const bundle of bundleFolders())
      expect(readdirSync(`${bundle}/areas`).sort()).toEqual([
        '5117-villages.json',
        '5117.json',
        'former.json',
      ]);
    const besides = carried.map((files) => files.filter((file) => !/^areas$|\.mjs(\.map)?$/.test(file)));
    expect(besides.sort((a, b) => b.length - a.length)).toEqual([documents, [], [], [], [], []]);
  });
});
