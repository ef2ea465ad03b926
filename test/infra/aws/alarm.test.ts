import { Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { describe, expect, it } from 'vitest';
import { AlarmTopic, ImpactAlarm } from '../../../infra/aws/alarm.ts';
import { synthesised } from './synthesised.ts';

const { template, resources } = synthesised('ap-southeast-1', { complete: false });
const alarms = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');

describe('alarms', () => {
  it('watch every dead-letter queue, both functions of the audit, that there is an audit at all, and what differs', () => {
    const watched = alarms.map(([, { Properties }]) => {
      const [dimension] = (Properties.Dimensions ?? []) as {
        Value: { Ref?: string; 'Fn::GetAtt'?: string[] };
      }[];
      const on = dimension?.Value.Ref ?? dimension?.Value['Fn::GetAtt']?.[0];
      return `${on?.replace(/[0-9A-F]{8}$/, '')} ${Properties.MetricName}`;
    });
    expect(watched.sort()).toEqual([
      'AlertsJobDead ApproximateNumberOfMessagesVisible',
      'AuditDeadPlans ApproximateNumberOfMessagesVisible',
      'AuditDeadTownships ApproximateNumberOfMessagesVisible',
      'AuditPlan Errors',
      'AuditPlan Invocations',
      'AuditTownship Errors',
      'MonthFreezeJobDead ApproximateNumberOfMessagesVisible',
      'ReconciliationJobDead ApproximateNumberOfMessagesVisible',
      'undefined RecordsThatDiffer',
    ]);
  });

  it('say in Chinese and English what it means for people', () => {
    for (const [id, { Properties }] of alarms) {
      expect(Properties.AlarmDescription, id).toMatch(/\p{Script=Han}.*。 [A-Z][a-z].*\.$/u);
    }
  });

  it('tell somebody', () => {
    const [topic] = Object.keys(template.findResources('AWS::SNS::Topic'));
    for (const [id, { Properties }] of alarms) expect(Properties.AlarmActions, id).toEqual([{ Ref: topic }]);
  });

  it('cannot be made without a sentence on the impact', () => {
    const stack = new Stack();
    const topic = new AlarmTopic(stack, 'Topic');
    const metric = new Metric({ namespace: 'n', metricName: 'm' });
    for (const impact of ['', '  ', 'errors']) {
      expect(
        () => new ImpactAlarm(stack, `A${impact.length}`, { topic, metric, threshold: 1, impact }),
      ).toThrow(/impact/);
    }
  });
});
