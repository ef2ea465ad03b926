import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

interface ChannelSecretProps {
  readonly encryptionKey: IKey;
}

/** The channels' secrets, `{"name": "value"}`: empty until whoever operates the system fills it in by hand. */
export class ChannelSecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { encryptionKey }: ChannelSecretProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description: 'Houfu: keys and tokens of the channels on which alerts go out',
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
      secretObjectValue: { none: SecretValue.unsafePlainText('none') },
    });
    this.arn = secret.secretArn;
  }

  /** Of the secret its value alone; what decrypts it comes with the table's key. */
  grantRead(to: IGrantable): void {
    Grant.addToPrincipal({
      grantee: to,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [this.arn],
    });
  }
}
