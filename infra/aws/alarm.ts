import { Stack } from 'aws-cdk-lib';
import { Alarm, type AlarmProps, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** The topic of the alarms, to which operators subscribe. It carries no record and no person. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string) {
    super(scope, id, { displayName: 'Houfu', enforceSSL: true });
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarmsOfThisAccount',
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
  }
}

interface ImpactAlarmProps extends Pick<AlarmProps, 'metric' | 'threshold' | 'treatMissingData'> {
  /** The consequence for the people who work with the system, and what to do: one or two sentences. */
  readonly impact: string;
  readonly topic: AlarmTopic;
  readonly comparisonOperator?: ComparisonOperator;
}

/** An alarm with its impact: an operator whom it wakes need not know the system. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, { impact, topic, ...props }: ImpactAlarmProps) {
    if (!/\S.*[。.]$/s.test(impact)) throw new Error(`alarm ${id}: the impact must be whole sentences`);
    super(scope, id, {
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      evaluationPeriods: 1,
      alarmDescription: impact,
    });
    this.addAlarmAction(new SnsAction(topic));
  }
}
