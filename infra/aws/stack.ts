import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm.ts';
import { Audit } from './audit.ts';
import { HttpInterface } from './http.ts';
import { HoufuTable } from './table.ts';

/** Houfu on AWS, in any region of the partitions `aws` and `aws-cn`: the region says which. */
export class HoufuStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { description: 'Houfu', terminationProtection: true, ...props });
    const table = new HoufuTable(this, 'Table');
    const alarms = new AlarmTopic(this, 'Alarms');
    // Whoever is on record is found by a hash under this key: it is never rotated and stays as long as the table.
    // 44 letters and digits are a key in base 64, which is how the functions read it.
    const personSecret = new Secret(this, 'PersonSecret', {
      description: 'Houfu: key of the hash by which people are found',
      generateSecretString: { passwordLength: 44, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const http = new HttpInterface(this, 'Http', { table, personSecret });
    new Audit(this, 'Audit', { table, alarms });
    new CfnOutput(this, 'Endpoint', { value: http.endpoint });
    new CfnOutput(this, 'TableName', { value: table.name });
    new CfnOutput(this, 'AlarmTopicArn', { value: alarms.topicArn });
  }
}
