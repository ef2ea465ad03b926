import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SCHEDULES } from '../schedules.ts';
import type { AlarmTopic } from './alarm.ts';
import { ScheduledJob } from './scheduled-job.ts';
import type { HoufuTable } from './table.ts';

interface MonthFreezeProps {
  readonly table: HoufuTable;
  readonly alarms: AlarmTopic;
}

/** Freezes the findings of a month on the first day of the next. */
export class MonthFreeze extends Construct {
  constructor(scope: Construct, id: string, { table, alarms }: MonthFreezeProps) {
    super(scope, id);
    const { handler } = new ScheduledJob(this, 'Job', {
      entry: 'functions/freeze/lambda.ts',
      description: 'Freezes the month that has ended',
      timeout: Duration.minutes(15),
      memorySize: 1024,
      environment: { HOUFU_TABLE: table.name },
      schedules: { Monthly: { cron: SCHEDULES.freeze.cron } },
      alarms,
      impact:
        '上月结论未能全部固化，重试已用尽；每天凌晨会接着补做，请查看函数日志排除原因。 ' +
        'The findings of last month are not frozen whole and retries are used up; each night goes on with it, so see the function’s log and remove the cause.',
    });
    table.grantFreezing(handler);
  }
}
