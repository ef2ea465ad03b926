import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { RetainedSecret } from './retained-secret.ts';

/**
 * The secret from which the key of the person hash derives: `{"current": "…"}` of 64 random letters and digits (381
 * bits). Without it no person in the table can be found by ID number.
 */
export class KeySecret extends RetainedSecret {
  constructor(scope: Construct, id: string, { encryptionKey }: { readonly encryptionKey: IKey }) {
    super(scope, id, {
      description: 'Houfu: key by which people are found; see docs/operations/key-rotation.md',
      encryptionKey,
      generateSecretString: {
        secretStringTemplate: '{}',
        generateStringKey: 'current',
        passwordLength: 64,
        excludePunctuation: true,
      },
    });
  }
}
