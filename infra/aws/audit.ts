import { Duration, TimeZone } from 'aws-cdk-lib';
import { ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventBridgeCron, SCHEDULES, TIME_ZONE } from '../schedules.ts';
import { type AlarmTopic, ImpactAlarm } from './alarm.ts';
import { HoufuFunction } from './function.ts';
import type { HoufuTable } from './table.ts';

const TOWNSHIP_TIMEOUT = Duration.minutes(5);

/** Townships at a time: a prefecture takes minutes, and people keep most of the table's throughput. */
const MAX_CONCURRENCY = 10;

interface AuditProps {
  readonly table: HoufuTable;
  readonly alarms: AlarmTopic;
}

/** The nightly audit: a schedule starts the plan, a queue carries one message a township, a function audits each. */
export class Audit extends Construct {
  constructor(scope: Construct, id: string, { table, alarms }: AuditProps) {
    super(scope, id);
    const deadPlans = this.#queue('DeadPlans', { retentionPeriod: Duration.days(14) });
    const deadTownships = this.#queue('DeadTownships', { retentionPeriod: Duration.days(14) });
    const townships = this.#queue('Townships', {
      // Six times the function's timeout, as Lambda recommends, so that no message is received twice meanwhile.
      visibilityTimeout: Duration.seconds(6 * TOWNSHIP_TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: deadTownships, maxReceiveCount: 5 },
    });

    const plan = new HoufuFunction(this, 'Plan', {
      entry: 'functions/audit/plan-lambda.ts',
      description: 'Plans the audit of the night: one message a township',
      timeout: Duration.minutes(1),
      memorySize: 512,
      environment: { HOUFU_QUEUE_URL: townships.queueUrl, HOUFU_TABLE: table.name },
      // The schedule invokes it asynchronously; Lambda drops an event after two retries otherwise.
      deadLetterQueue: deadPlans,
    });
    townships.grantSendMessages(plan);
    table.grantRuns(plan);

    const township = new HoufuFunction(this, 'Township', {
      entry: 'functions/audit/township-lambda.ts',
      description: 'Audits one township',
      timeout: TOWNSHIP_TIMEOUT,
      memorySize: 1024,
      environment: { HOUFU_TABLE: table.name },
    });
    table.grantReadWrite(township);
    township.addEventSource(
      new SqsEventSource(townships, {
        batchSize: 1,
        maxConcurrency: MAX_CONCURRENCY,
        reportBatchItemFailures: true,
      }),
    );

    new Schedule(this, 'Nightly', {
      description: 'Audit of the night',
      schedule: ScheduleExpression.expression(eventBridgeCron(SCHEDULES.audit.cron), TimeZone.of(TIME_ZONE)),
      target: new LambdaInvoke(plan, {
        input: ScheduleTargetInput.fromObject({}),
        // A plan audits the day on which it runs, so it must not run after that morning.
        maxEventAge: Duration.hours(6),
        retryAttempts: 10,
        deadLetterQueue: deadPlans,
      }),
    });

    this.#alarms(alarms, { plan, township, deadPlans, deadTownships });
  }

  #queue(id: string, props: ConstructorParameters<typeof Queue>[2]): Queue {
    return new Queue(this, id, { ...props, encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true });
  }

  #alarms(
    topic: AlarmTopic,
    {
      plan,
      township,
      deadPlans,
      deadTownships,
    }: Record<'plan' | 'township', HoufuFunction> & Record<'deadPlans' | 'deadTownships', Queue>,
  ): void {
    const fiveMinutes = { period: Duration.minutes(5), statistic: Stats.SUM };
    new ImpactAlarm(this, 'NotPlanned', {
      topic,
      metric: plan.metricInvocations({ period: Duration.days(1), statistic: Stats.SUM }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      impact:
        '过去一天没有启动核查，随时间出现的问题（到期、中断）不会进入台账；请检查定时计划是否停用。 ' +
        'No audit was started for a day, so gaps that open as time passes are missing from the ledger; see whether the schedule is enabled.',
    });
    new ImpactAlarm(this, 'PlanErrors', {
      topic,
      metric: plan.metricErrors(fiveMinutes),
      threshold: 1,
      impact:
        '核查派发出错，若重试仍失败，今天各乡镇的问题台账和统计数将停留在昨天。 ' +
        'Planning the audit failed; unless a retry succeeds, the ledger and numbers stay as of yesterday.',
    });
    new ImpactAlarm(this, 'PlansDead', {
      topic,
      metric: deadPlans.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      impact:
        '今晚的核查没有派发，重试已用尽，台账和统计数停留在昨天；排除原因后请手动执行一次派发函数。 ' +
        'The audit of tonight was not planned and will not be retried, so ledger and numbers stay as of yesterday; remove the cause, then invoke the plan function once by hand.',
    });
    new ImpactAlarm(this, 'TownshipErrors', {
      topic,
      metric: township.metricErrors(fiveMinutes),
      threshold: 1,
      impact:
        '有乡镇的核查中途出错，将自动重试，其统计数可能晚到。 ' +
        'The audit of a township broke off and is retried by itself; its numbers may be late.',
    });
    new ImpactAlarm(this, 'TownshipsDead', {
      topic,
      metric: deadTownships.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      threshold: 1,
      impact:
        '有乡镇五次核查均未完成，其部分户或安置点的结论停留在上次核查；排除原因后请从死信队列重新投递。 ' +
        'The audit of a township failed five times, so findings of some of its households or sites are as of an earlier audit; remove the cause, then redrive the dead-letter queue.',
    });
  }
}
