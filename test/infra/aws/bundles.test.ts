import { existsSync, readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AuditMessage } from '../../../functions/audit/message.ts';
import { act } from '../../../shared/act.ts';
import { townships } from '../../../shared/areas/names.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../shared/dates.ts';
import { daysOfTownships } from '../../../shared/table/numbers.ts';
import { person, testDeps } from '../../deps.ts';
import { testEndpoint } from '../../engine.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { secretStandIn } from '../../secret-stand-in.ts';
import { bundledFunction } from './bundled-function.ts';
import { allowed } from './policies.ts';
import { queueStandIn } from './queue-stand-in.ts';
import { recordingProxy } from './recording-proxy.ts';
import { synthesised } from './synthesised.ts';

const assembly = synthesised('cn-northwest-1', { complete: true });
const queue = await queueStandIn();
const table = await recordingProxy(await testEndpoint());
const today = dateInShanghai(Date.now());
/** Somebody was in a job that was to end soon, and nobody has looked since: today's audit has something to find. */
const daysAgo = (days: number) => dateOf(dayOf(today) - days);
const deps = await testDeps(daysAgo(200));
await act(deps, person('township_clerk'), place(1));
await act(deps, person('township_clerk'), family(1, 4, placeId(1)));
await act(deps, person('hr_clerk'), placement(1, daysAgo(230), daysAgo(150)));

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
const manager = await secretStandIn(ARN, JSON.stringify({ current: 'k'.repeat(64) }));

const deployed = {
  Table: deps.table.name,
  PersonKey: ARN,
  AuditTownships: queue.url,
};
const machine = {
  AWS_REGION: 'cn-northwest-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  DYNAMODB_ENDPOINT: table.endpoint,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
};
const deployedFunction = (prefix: string) => bundledFunction(assembly, prefix, deployed, machine);

const bundleFolders = (): string[] =>
  readdirSync(assembly.outdir)
    .filter((name) => name.startsWith('asset.'))
    .map((name) => `${assembly.outdir}/${name}`);

/** What the schedule of the template sends. */
const scheduledInput = (): object => {
  const [input = ''] = Object.values(assembly.resources)
    .filter(({ Type }) => Type === 'AWS::Scheduler::Schedule')
    .map(({ Properties }) => (Properties.Target as { Input: string }).Input);
  return JSON.parse(input);
};

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

const get = (path: string, rawQueryString = '') => ({
  version: '2.0',
  routeKey: 'GET /api/v1/{proxy+}',
  rawPath: `/api/v1${path}`,
  rawQueryString,
  headers: { accept: 'application/json', host: 'api.example' },
  requestContext: {
    accountId: '123456789012',
    apiId: 'api',
    authentication: null,
    domainName: 'api.example',
    domainPrefix: 'api',
    http: {
      method: 'GET',
      path: `/api/v1${path}`,
      protocol: 'HTTP/1.1',
      sourceIp: '192.0.2.1',
      userAgent: 'test',
    },
    requestId: 'request',
    routeKey: 'GET /api/v1/{proxy+}',
    stage: '$default',
    time: '15/Jun/2026:04:00:00 +0000',
    timeEpoch: 1,
  },
  isBase64Encoded: false,
});

/** Runs on AWS what ran here: every action that was taken is one that the function's role allows. */
const expectAllowed = (prefix: string): void => {
  const taken = table.taken();
  expect(taken).not.toEqual([]);
  expect(allowed(assembly.resources, prefix, 'dynamodb')).toEqual(expect.arrayContaining(taken));
};

describe('the bundles of the assembly', () => {
  it('answer a request of the HTTP API', async () => {
    const api = await deployedFunction('HttpApi');
    const ask = async (path: string, query?: string) => {
      const { statusCode, body } = (await api.invoke(get(path, query))) as {
        statusCode: number;
        body: string;
      };
      return { statusCode, body: JSON.parse(body) };
    };
    const record = await ask(`/households/${familyId(1)}`);
    expect(record, api.log()).toMatchObject({ statusCode: 200, body: { id: familyId(1), area: TOWNSHIP } });
    expect(record.body.findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(record.body)).not.toMatch(/511799\d{8}/);

    const households = await ask('/households', `area=${TOWNSHIP}`);
    expect(households.body.items).toMatchObject([{ id: familyId(1), siteId: placeId(1) }]);
    expect((await ask('/flags', `area=${TOWNSHIP}`)).statusCode).toBe(200);
    expect((await ask(`/sites/${placeId(1)}/households`)).body.items).toHaveLength(1);
    expect((await ask(`/sites/${placeId(2)}`)).statusCode).toBe(404);
    expect((await ask('/healthz')).body).toMatchObject({ table: 'answers' });
    expectAllowed('HttpApi');
  });

  it('plan the audit when the schedule fires, and audit what the queue delivers', async () => {
    const plan = await deployedFunction('AuditPlan');
    await plan.invoke(scheduledInput());
    expect(table.taken()).toEqual([]);

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
    expect(day?.runs).toMatchObject([
      { run: messages[0]?.run, looked: 2, due: 1, sites: 1, changed: 1, failed: [] },
    ]);
    expectAllowed('AuditTownship');
  });

  it('carry beside the API what it serves as it is, and beside the others nothing', () => {
    const folder = new URL('../../../functions/api/openapi/', import.meta.url).pathname;
    const served = ['docs.html', 'openapi.json'].filter((file) => existsSync(folder + file));
    const carried = bundleFolders().map((bundle) => readdirSync(bundle).sort());
    expect(carried).toHaveLength(3);
    expect(carried).toContainEqual([...served, 'index.mjs'].sort());
    expect(carried.filter((files) => files.join() === 'index.mjs')).toHaveLength(served.length > 0 ? 2 : 3);
  });

  it('are small: at most 550 KB each', () => {
    for (const bundle of bundleFolders()) {
      expect(statSync(`${bundle}/index.mjs`).size, bundle).toBeLessThanOrEqual(550 * 1024);
    }
  });
});
