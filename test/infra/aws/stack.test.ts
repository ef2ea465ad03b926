import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { SCHEDULES } from '../../../infra/schedules.ts';
import { keysFrom } from '../../../shared/secrets/keys.ts';
import { TABLE } from '../../../shared/table/store/definition.ts';
import { IDENTITY, type Resource, synthesised } from './synthesised.ts';

const { template, resources } = synthesised('cn-northwest-1', { complete: false });

const ofType = (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type);
const idOf = (type: string, prefix: string): string => {
  const [id] = ofType(type).find(([name]) => name.startsWith(prefix)) ?? [];
  if (!id) throw new Error(`no ${type} named ${prefix}…`);
  return id;
};

describe('the table', () => {
  it('is on demand, recoverable to any second, protected, under a key of its own that rotates', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: { 'Fn::GetAtt': [idOf('AWS::KMS::Key', 'Table'), 'Arn'] },
        },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
        StreamSpecification: Match.absent(),
      },
    });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  });

  it('has every index of the definition with its projection', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: TABLE.indexes.map(({ name, partitionKey, sortKey, projected }) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        Projection: projected
          ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] }
          : { ProjectionType: 'ALL' },
      })),
    });
  });

  it('outlives the stack, and so do its key, the logs and the secret', () => {
    const kept = [
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::Logs::LogGroup',
      'AWS::SecretsManager::Secret',
    ];
    for (const type of kept) {
      expect(ofType(type).length, type).toBeGreaterThan(0);
      for (const [id, { DeletionPolicy }] of ofType(type)) expect(DeletionPolicy, id).toBe('Retain');
    }
  });
});

describe('the secret', () => {
  it('is made of random text that the functions take, under the key of the table', () => {
    template.resourceCountIs('AWS::SecretsManager::Secret', 2);
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      KmsKeyId: { 'Fn::GetAtt': [idOf('AWS::KMS::Key', 'Table'), 'Arn'] },
    });
    const secret = resources[idOf('AWS::SecretsManager::Secret', 'PersonKey')]?.Properties;
    const { SecretStringTemplate, GenerateStringKey, PasswordLength, ...rest } = Object(
      secret?.GenerateSecretString,
    ) as Record<string, string>;
    const made = JSON.parse(SecretStringTemplate ?? '') as Record<string, string>;
    made[GenerateStringKey ?? ''] = 'x'.repeat(Number(PasswordLength));
    expect(keysFrom(JSON.stringify(made)).person).toHaveLength(1);
    expect(rest).toEqual({ ExcludePunctuation: true });
  });
});

describe('functions', () => {
  it('run Node 24 on arm64 and keep their logs for a bounded time', () => {
    expect(ofType('AWS::Lambda::Function')).toHaveLength(6);
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 180 });
  });

  it('are told by environment where the table, the queue and the secret are, and whose tokens to accept', () => {
    const environment = (prefix: string) =>
      resources[idOf('AWS::Lambda::Function', prefix)]?.Properties.Environment;
    const table = { Ref: idOf('AWS::DynamoDB::Table', 'Table') };
    const queue = { Ref: idOf('AWS::SQS::Queue', 'AuditTownships') };
    const common = { NODE_OPTIONS: '--enable-source-maps', HOUFU_TABLE: table, HOUFU_AREAS: '5117' };
    expect(environment('HttpApi')).toEqual({
      Variables: {
        ...common,
        HOUFU_SECRET_ARN: { Ref: idOf('AWS::SecretsManager::Secret', 'PersonKey') },
        OIDC_ISSUER: IDENTITY.issuer,
        OIDC_AUDIENCE: IDENTITY.audience,
      },
    });
    expect(environment('AuditPlan')).toEqual({
      Variables: { ...common, HOUFU_QUEUE_URL: queue },
    });
    expect(environment('AuditTownship')).toEqual({ Variables: common });
  });
});

describe('the HTTP API', () => {
  const routesOf = (of: Record<string, Resource>) =>
    Object.values(of)
      .filter(({ Type }) => Type === 'AWS::ApiGatewayV2::Route')
      .map(({ Properties }) => `${Properties.RouteKey} ${Properties.AuthorizationType}`)
      .sort();
  const routes = ['GET', 'PATCH', 'POST', 'PUT'].map((method) => `${method} /api/v1/{proxy+} NONE`);

  it('passes on what may be asked, and leaves the tokens to the function', () => {
    expect(routesOf(resources)).toEqual(routes);
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
    });
  });

  it('answers a browser that asks from elsewhere only where origins are named', () => {
    const corsOrigins = 'https://houfu.example,https://other.example:8443';
    const claims = { roleClaim: 'https://id.example/role', areasClaim: 'divisions' };
    const open = synthesised('cn-northwest-1', {
      complete: false,
      settings: { ...IDENTITY, ...claims, corsOrigins },
    }).resources;
    expect(routesOf(open)).toEqual([...routes, 'OPTIONS /api/v1/{proxy+} NONE'].sort());
    const api = Object.entries(open).find(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && /^HttpApi/.test(id),
    );
    expect(api?.[1].Properties.Environment).toMatchObject({
      Variables: {
        HOUFU_CORS_ORIGINS: corsOrigins,
        OIDC_ROLE_CLAIM: claims.roleClaim,
        OIDC_AREAS_CLAIM: claims.areasClaim,
      },
    });
  });

  it.each([
    [{}, '-c issuer='],
    [{ issuer: 'http://id.example', audience: 'houfu' }, '-c issuer='],
    [{ issuer: IDENTITY.issuer }, '-c audience='],
    [{ ...IDENTITY, corsOrigins: '*' }, '-c corsOrigins='],
    [{ ...IDENTITY, corsOrigins: 'https://houfu.example/' }, '-c corsOrigins='],
    [{ ...IDENTITY, areas: '511722' }, '-c areas='],
    [{ ...IDENTITY, areas: '5117,5399' }, 'npm run areas -- 5399'],
  ])('is not deployed with %j: it is said in both languages what to say', (settings, remedy) => {
    const wrong = () => synthesised('cn-northwest-1', { complete: false, settings });
    expect(wrong).toThrow(remedy);
    expect(wrong).toThrow(/\p{Script=Han}.* \/ [a-z]/u);
  });

  it('limits its rate, and logs neither path nor query nor caller', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: Match.anyValue(), ThrottlingBurstLimit: Match.anyValue() },
    });
    const [Format] = ofType('AWS::ApiGatewayV2::Stage').map(
      ([, { Properties }]) => (Properties.AccessLogSettings as { Format: string }).Format,
    );
    expect(Format).toContain('$context.requestId');
    expect(Format).not.toMatch(/path|query|sourceIp|userAgent|identity/i);
  });
});

describe('the audit', () => {
  const queue = (prefix: string) => resources[idOf('AWS::SQS::Queue', prefix)]?.Properties;
  const timeoutOf = (prefix: string) =>
    Number(resources[idOf('AWS::Lambda::Function', prefix)]?.Properties.Timeout);

  it('is scheduled in Shanghai at the hour that the machine uses too, with retries and a dead-letter queue', () => {
    const [minute, hour] = SCHEDULES.audit.cron.split(' ');
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: `cron(${minute} ${hour} * * ? *)`,
      ScheduleExpressionTimezone: 'Asia/Shanghai',
      State: 'ENABLED',
      Target: {
        Arn: { 'Fn::GetAtt': [idOf('AWS::Lambda::Function', 'AuditPlan'), 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'AuditDeadPlans'), 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 6 * 3600 },
      },
    });
    expect(resources[idOf('AWS::Lambda::Function', 'AuditPlan')]?.Properties.DeadLetterConfig).toEqual({
      TargetArn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'AuditDeadPlans'), 'Arn'] },
    });
  });

  it('gives a message up to the dead-letter queue after five receipts', () => {
    expect(queue('AuditTownships')?.RedrivePolicy).toEqual({
      deadLetterTargetArn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'AuditDeadTownships'), 'Arn'] },
      maxReceiveCount: 5,
    });
  });

  it('hides a message for at least six times as long as a township may take', () => {
    expect(Number(queue('AuditTownships')?.VisibilityTimeout)).toBeGreaterThanOrEqual(
      6 * timeoutOf('AuditTownship'),
    );
  });

  it('works off a bounded number of messages at once and reports each failure by itself', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [idOf('AWS::SQS::Queue', 'AuditTownships'), 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 10 },
    });
  });

  it('encrypts its queues and takes nothing over an open line', () => {
    const queues = ofType('AWS::SQS::Queue');
    expect(queues).toHaveLength(6);
    template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
    for (const [id] of queues) {
      template.hasResourceProperties('AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: id }],
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ]),
        },
      });
    }
  });
});
