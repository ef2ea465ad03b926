import { describe, expect, it } from 'vitest';
import { allowed, list, policiesOf } from './policies.ts';
import { synthesised } from './synthesised.ts';

const { resources } = synthesised('cn-northwest-1', { complete: false });
const policies = policiesOf(resources);
const may = (prefix: string, service: string) => allowed(resources, prefix, service);

const isTopics = (resource: unknown): boolean => JSON.stringify(resource).includes(':houfu-alerts-');

describe('what the functions may do', () => {
  it('has no managed policy and no inline one beside those looked at here', () => {
    const roles = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
    expect(roles).toHaveLength(policies.length);
    for (const [id, { Properties }] of roles) {
      expect(Properties.ManagedPolicyArns, id).toBeUndefined();
      expect(Properties.Policies, id).toBeUndefined();
    }
  });

  it('names every action', () => {
    for (const { id, statements } of policies) {
      for (const { Action } of statements)
        for (const action of list(Action)) expect(action, id).not.toContain('*');
    }
  });

  it('names every resource, but for the indexes of the table, versions of what schedules start, and topics of alerts', () => {
    const open: unknown[] = [];
    for (const { statements } of policies) {
      for (const { Resource } of statements) {
        for (const resource of list(Resource))
          if (JSON.stringify(resource).includes('*')) open.push(resource);
      }
    }
    // Topics of this account that are named for alerts.
    const [topics, ...named] = open.sort((a, b) => Number(isTopics(b)) - Number(isTopics(a)));
    expect(JSON.stringify(topics)).toMatch(/:houfu-alerts-\*"/);
    const ends = named.map((resource) =>
      JSON.stringify(resource).match(/"(\w+?)[0-9A-F]{8}","Arn"\]},"([^"]+)"/),
    );
    expect(ends.map((end) => `${end?.[1]}${end?.[2]}`).sort()).toEqual([
      'AlertsJobFunction:*',
      'AuditPlan:*',
      'MonthFreezeJobFunction:*',
      'ReconciliationJobFunction:*',
      ...Array.from({ length: 6 }, () => 'Table/index/*'),
    ]);
  });

  it('lets the API read, look up and write, but neither scan nor drop', () => {
    expect(may('HttpApi', 'dynamodb')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
    expect(may('HttpApi', 'kms')).toEqual(may('AuditTownship', 'kms'));
    expect(may('HttpApi', 'sqs')).toEqual([]);
  });

  it('lets the API and the reconciliation read the secret of people, alerts that of channels, and the value alone', () => {
    expect(may('HttpApi', 'secretsmanager')).toEqual(['secretsmanager:GetSecretValue']);
    for (const prefix of ['AuditPlan', 'AuditTownship']) expect(may(prefix, 'secretsmanager')).toEqual([]);
    const theirs = policies.flatMap(({ id, statements }) =>
      statements
        .filter(({ Action }) => list(Action).some((action) => action.startsWith('secretsmanager:')))
        .map(({ Action, Resource }) => [
          id.replace(/(Role|DefaultPolicy|[0-9A-F]{8})+$/, ''),
          list(Action).join(),
          (Resource as { Ref: string }).Ref.replace(/[0-9A-F]{8}$/, ''),
        ]),
    );
    const read = 'secretsmanager:GetSecretValue';
    expect(theirs.map(([, ...what]) => what).sort()).toEqual([
      [read, 'AlertsChannelsSecret'],
      [read, 'PersonKeySecret'],
      [read, 'PersonKeySecret'],
    ]);
    expect(may('AlertsJobFunction', 'secretsmanager')).toEqual([read]);
    expect(may('ReconciliationJobFunction', 'secretsmanager')).toEqual([read]);
    expect(may('MonthFreezeJobFunction', 'secretsmanager')).toEqual([]);
  });

  it('lets the plan send messages, and of the table read runs and put one more', () => {
    expect(may('AuditPlan', 'sqs')).toContain('sqs:SendMessage');
    expect(may('AuditPlan', 'sqs')).not.toContain('sqs:ReceiveMessage');
    expect(may('AuditPlan', 'dynamodb')).toEqual(['dynamodb:PutItem', 'dynamodb:Query']);
  });

  it('lets a township be read, written and taken from the queue, but neither scanned nor dropped', () => {
    expect(may('AuditTownship', 'dynamodb')).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
    expect(may('AuditTownship', 'sqs')).toContain('sqs:ReceiveMessage');
    expect(may('AuditTownship', 'sqs')).not.toContain('sqs:SendMessage');
    expect(may('AuditTownship', 'kms')).toEqual(
      expect.arrayContaining(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']),
    );
  });

  it('lets nobody but the reconciliation scan, and that change no record', () => {
    expect(may('ReconciliationJobFunction', 'dynamodb')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:Scan',
    ]);
    for (const prefix of ['HttpApi', 'AuditPlan', 'AuditTownship', 'AlertsJob', 'MonthFreezeJob']) {
      expect(may(prefix, 'dynamodb'), prefix).not.toContain('dynamodb:Scan');
    }
    expect(may('AlertsJobFunction', 'sns')).toEqual(['sns:Publish']);
  });
});
