import { describe, expect, it } from 'vitest';
import { synthesised } from './synthesised.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const { resources } = synthesised('cn-northwest-1', { complete: false });

const policies = Object.entries(resources)
  .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
  .map(([id, { Properties }]) => {
    const { Statement: statements } = Properties.PolicyDocument as { Statement: Statement[] };
    return { id, statements };
  });

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** What the function of that role may do, as sorted actions by service. */
const allowed = (prefix: string, service: string): string[] =>
  policies
    .filter(({ id }) => id.startsWith(prefix))
    .flatMap(({ statements }) => statements.flatMap(({ Action }) => list(Action)))
    .filter((action) => action.startsWith(`${service}:`))
    .sort();

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

  it('lets the API read the table and do nothing else', () => {
    expect(allowed('HttpApi', 'dynamodb')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
    ]);
    expect(allowed('HttpApi', 'kms')).toEqual(['kms:Decrypt', 'kms:DescribeKey']);
    expect(allowed('HttpApi', 'sqs')).toEqual([]);
  });

  it('lets the plan send messages and keeps it from the table', () => {
    expect(allowed('AuditPlan', 'sqs')).toContain('sqs:SendMessage');
    expect(allowed('AuditPlan', 'sqs')).not.toContain('sqs:ReceiveMessage');
    expect(allowed('AuditPlan', 'dynamodb')).toEqual([]);
    expect(allowed('AuditPlan', 'kms')).toEqual([]);
  });

  it('lets a township be read, written and taken from the queue, but neither scanned nor dropped', () => {
    expect(allowed('AuditTownship', 'dynamodb')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:ConditionCheckItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ]);
    expect(allowed('AuditTownship', 'sqs')).toContain('sqs:ReceiveMessage');
    expect(allowed('AuditTownship', 'sqs')).not.toContain('sqs:SendMessage');
    expect(allowed('AuditTownship', 'kms')).toEqual(
      expect.arrayContaining(['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey']),
    );
  });
});
