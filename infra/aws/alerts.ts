import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SCHEDULES } from '../schedules.ts';
import type { AlarmTopic } from './alarm.ts';
import { ChannelSecret } from './channel-secret.ts';
import { ScheduledJob } from './scheduled-job.ts';
import type { HoufuTable } from './table.ts';

interface AlertsProps {
  readonly table: HoufuTable;
  readonly alarms: AlarmTopic;
  /** Variables of the channels: hosts of webhooks and mail servers, the ledger's address. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The digest in the morning, and urgent alerts every few minutes. */
export class Alerts extends Construct {
  constructor(scope: Construct, id: string, { table, alarms, environment }: AlertsProps) {
    super(scope, id);
    const secret = new ChannelSecret(this, 'Channels', { encryptionKey: table.key });
    const { handler } = new ScheduledJob(this, 'Job', {
      entry: 'functions/alerts/lambda.ts',
      description: 'Alerts of all counties',
      timeout: Duration.minutes(10),
      memorySize: 1024,
      environment: { ...environment, HOUFU_TABLE: table.name, HOUFU_CHANNEL_SECRETS_ARN: secret.arn },
      schedules: {
        Digest: { cron: SCHEDULES.digest.cron, input: { job: 'digest' } },
        Deliver: { cron: SCHEDULES.deliver.cron, input: { job: 'deliver' } },
      },
      alarms,
      impact:
        '预警未能发出，重试已用尽；领导可能没有收到晨报或即时预警。请查看函数日志，排除原因后会随下一次发送补发。 ' +
        'Alerts were not sent and retries are used up, so leads may miss a digest or an urgent alert; see the function’s log. They follow with the next run once the cause is removed.',
    });
    table.grantAlerts(handler);
    secret.grantRead(handler);
    // Topics of this account and region, by their prefix.
    const topics = Stack.of(this).formatArn({
      service: 'sns',
      resource: 'houfu-alerts-*',
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
    handler.addToRolePolicy(new PolicyStatement({ actions: ['sns:Publish'], resources: [topics] }));
  }
}
