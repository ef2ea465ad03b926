import { RemovalPolicy } from 'aws-cdk-lib';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

interface KeySecretProps {
  readonly encryptionKey: IKey;
}

/**
 * The secret from which the key of the person hash follows: `{"current": "…"}` of 64 random letters and digits (381
 * bits). It is not deleted with the stack: without it nobody in the table is found by their ID number.
 */
export class KeySecret extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { encryptionKey }: KeySecretProps) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description: 'Houfu: key by which people are found; see docs/operations/key-rotation.md',
      encryptionKey,
      removalPolicy: RemovalPolicy.RETAIN,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
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
