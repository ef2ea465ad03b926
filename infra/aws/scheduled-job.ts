import { Duration, TimeZone } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventBridgeCron, TIME_ZONE } from '../schedules.ts';
import { type AlarmTopic, ImpactAlarm } from './alarm.ts';
import { HoufuFunction } from './function.ts';

interface ScheduledJobProps {
  readonly entry: string;
  readonly description: string;
  readonly timeout: Duration;
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  /** When the function is invoked, and with which event. */
  readonly schedules: Readonly<Record<string, { readonly cron: string; readonly input?: object }>>;
  readonly alarms: AlarmTopic;
  /** The impact of a final failure, and what to do. */
  readonly impact: string;
}

/** A function that a schedule invokes. Events that fail after all retries go to a dead-letter queue with an alarm. */
export class ScheduledJob extends Construct {
  readonly handler: HoufuFunction;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    const { schedules, alarms, impact, ...functionProps } = props;
    const dead = new Queue(this, 'Dead', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    this.handler = new HoufuFunction(this, 'Function', { ...functionProps, deadLetterQueue: dead });
    for (const [name, { cron, input = {} }] of Object.entries(schedules)) {
      new Schedule(this, name, {
        description: `${functionProps.description}: ${name}`,
        schedule: ScheduleExpression.expression(eventBridgeCron(cron), TimeZone.of(TIME_ZONE)),
        target: new LambdaInvoke(this.handler, {
          input: ScheduleTargetInput.fromObject(input),
          maxEventAge: Duration.hours(3),
          retryAttempts: 10,
          deadLetterQueue: dead,
        }),
      });
    }
    new ImpactAlarm(this, 'GivenUp', {
      topic: alarms,
      metric: dead.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 1,
      impact,
    });
  }
}
