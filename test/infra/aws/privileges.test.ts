import { describe, expect, it } from 'vitest';
import { allowed, list, policiesOf } from './policies.ts';
import { synthesised } from './synthesised.ts';

const { resources } = synthesised('cn-northwest-1', { complete: false });
const policies = policiesOf(resources);
const may = (prefix: string, service: string) => allowed(resources, prefix, service);

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

  it('names every resource, but for the indexes of the table and the versions of the planning function', () => {
    const open: unknown[] = [];
    for (const { statements } of policies) {
      for (const { Resource } of statements) {
        for (const resource of list(Resource))
          if (JSON.stringify(resource).includes('*')) open.push(resource);
      }
    }
    const ends = open.map((resource) =>
      JSON.stringify(resource).match(/"(\w+?)[0-9A-F]{8}","Arn"\]},"([^"]+)"/),
    );
    expect(ends.map((end) => `${end?.[1]}${end?.[2]}`).sort()).toEqual([
      'AuditPlan:*',
      'Table/index/*',
      'Table/index/*',
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

  it('lets the API alone read the secret, and its value alone', () => {
    expect(may('HttpApi', 'secretsmanager')).toEqual(['secretsmanager:GetSecretValue']);
    for (const prefix of ['AuditPlan', 'AuditTownship']) expect(may(prefix, 'secretsmanager')).toEqual([]);
    const [secret] = Object.keys(resources).filter(
      (id) => resources[id]?.Type === 'AWS::SecretsManager::Secret',
    );
    const theirs = policies
      .flatMap(({ statements }) => statements)
      .filter(({ Action }) => list(Action).some((action) => action.startsWith('secretsmanager:')));
    expect(theirs.map(({ Resource }) => Resource)).toEqual([{ Ref: secret }]);
  });

  it('lets the plan send messages and keeps it from the table', () => {
    expect(may('AuditPlan', 'sqs')).toContain('sqs:SendMessage');
    expect(may('AuditPlan', 'sqs')).not.toContain('sqs:ReceiveMessage');
    expect(may('AuditPlan', 'dynamodb')).toEqual([]);
    expect(may('AuditPlan', 'kms')).toEqual([]);
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
});
