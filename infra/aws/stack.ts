import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm.ts';
import { Alerts } from './alerts.ts';
import { Audit } from './audit.ts';
import { HttpInterface } from './http.ts';
import { KeySecret } from './key-secret.ts';
import { MonthFreeze } from './month-freeze.ts';
import { Reconciliation } from './reconciliation.ts';
import { apiEnvironment, channelEnvironment } from './settings.ts';
import { HoufuTable } from './table.ts';

/** Houfu on AWS, in any region of the partitions `aws` and `aws-cn`. */
export class HoufuStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { description: 'Houfu', terminationProtection: true, ...props });
    const table = new HoufuTable(this, 'Table');
    const alarms = new AlarmTopic(this, 'Alarms');
    const secret = new KeySecret(this, 'PersonKey', { encryptionKey: table.key });
    const http = new HttpInterface(this, 'Http', { table, secret, environment: apiEnvironment(this.node) });
    new Audit(this, 'Audit', { table, alarms });
    new Alerts(this, 'Alerts', { table, alarms, environment: channelEnvironment(this.node) });
    new MonthFreeze(this, 'MonthFreeze', { table, alarms });
    new Reconciliation(this, 'Reconciliation', { table, secret, alarms });
    new CfnOutput(this, 'Endpoint', { value: http.endpoint });
    new CfnOutput(this, 'TableName', { value: table.name });
    new CfnOutput(this, 'SecretArn', { value: secret.arn });
    new CfnOutput(this, 'AlarmTopicArn', { value: alarms.topicArn });
  }
}
