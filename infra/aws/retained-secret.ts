import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** A secret that is not deleted with the stack. */
export class RetainedSecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', { ...props, removalPolicy: RemovalPolicy.RETAIN });
    this.arn = secret.secretArn;
  }

  /** Reading the value; decryption comes with the grants of the table's key. */
  grantRead(to: IGrantable): void {
    Grant.addToPrincipal({
      grantee: to,
      actions: ['secretsmanager:GetSecretValue'],
      resourceArns: [this.arn],
    });
  }
}
