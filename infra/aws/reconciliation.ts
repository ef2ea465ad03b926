import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SCHEDULES } from '../schedules.ts';
import { type AlarmTopic, ImpactAlarm } from './alarm.ts';
import type { KeySecret } from './key-secret.ts';
import { ScheduledJob } from './scheduled-job.ts';
import type { HoufuTable } from './table.ts';

interface ReconciliationProps {
  readonly table: HoufuTable;
  readonly secret: KeySecret;
  readonly alarms: AlarmTopic;
}

/** Re-evaluates every record from its facts once a week. Repairs nothing by itself. */
export class Reconciliation extends Construct {
  constructor(scope: Construct, id: string, { table, secret, alarms }: ReconciliationProps) {
    super(scope, id);
    const { handler } = new ScheduledJob(this, 'Job', {
      entry: 'functions/reconcile/lambda.ts',
      description: 'Looks at every record from its facts',
      timeout: Duration.minutes(15),
      memorySize: 2048,
      environment: { HOUFU_TABLE: table.name, HOUFU_SECRET_ARN: secret.arn },
      schedules: { Weekly: { cron: SCHEDULES.reconcile.cron } },
      alarms,
      impact:
        '每周核对未能完成，重试已用尽；档案之间若有不一致暂时无人发现。请查看函数日志。 ' +
        'The weekly reconciliation did not come to its end and is not retried, so that records that disagree go unnoticed; see the function’s log.',
    });
    table.grantScan(handler);
    secret.grantRead(handler);
    const differs = new MetricFilter(this, 'Differs', {
      logGroup: handler.logGroup,
      // Records that differ, and records that could not be evaluated.
      filterPattern: FilterPattern.anyTerm('differs', 'reconcile_record_failed'),
      metricNamespace: 'Houfu',
      metricName: 'RecordsThatDiffer',
    });
    new ImpactAlarm(this, 'Disagreement', {
      topic: alarms,
      metric: differs.metric({ period: Duration.hours(1), statistic: Stats.SUM }),
      threshold: 1,
      impact:
        '核对发现档案与其事实不一致，或有档案无法核对，列表和统计可能有误；请查看日志，确认后执行 reconcile --repair。 ' +
        'Records are not what their facts say, or could not be looked at, so lists and numbers may be wrong; read the log, then run reconcile --repair.',
    });
  }
}
